// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * An event as the API shows it.
 *
 * @param json one object, which says who collected it too
 * @param collectedBy whose token brought it; null where that is not known any more
 */
record EventView(
    @JsonRawValue @JsonValue String json, @JsonIgnore @Nullable Collector collectedBy) {}
