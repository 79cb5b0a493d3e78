// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The thread on which an event happened.
 *
 * @param id its number or handle
 * @param name its name
 * @param virtual whether it was a virtual thread
 * @param extra keys that Tombo does not know
 */
public record ThreadInfo(
    @Nullable Json id, @Nullable String name, @Nullable Boolean virtual, Map<String, Json> extra) {}
