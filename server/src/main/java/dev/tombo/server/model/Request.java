// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP request that was being served.
 *
 * @param method such as GET
 * @param url as requested
 * @param headers by name
 * @param extra keys that Tombo does not know
 */
public record Request(
    @Nullable String method,
    @Nullable String url,
    Map<String, String> headers,
    Map<String, Json> extra) {}
