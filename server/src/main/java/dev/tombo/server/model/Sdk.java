// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The client that made the event.
 *
 * @param name such as tombo-java
 * @param version its version
 * @param extra keys that Tombo does not know
 */
public record Sdk(@Nullable String name, @Nullable String version, Map<String, Json> extra) {}
