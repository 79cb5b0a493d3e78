// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An issue, as the REST API lists it; what the demo does not print is left out. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Issue(
    String id,
    @Nullable String title,
    @Nullable String message,
    @Nullable String culprit,
    String level,
    @Nullable String origin,
    long count,
    List<String> environments) {}
