// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of a stack.
 *
 * @param className the declaring class or module, fully qualified; {@code class} on the wire
 * @param method the method or function
 * @param file the source file
 * @param line from 1
 * @param column from 1
 * @param module the jar, package or image that it came from
 * @param inApp whether it is the application's own code; null where the client did not say
 * @param nativeCode whether it is native code; {@code native} on the wire
 * @param context the source around the line
 * @param extra keys that Tombo does not know
 */
public record Frame(
    @Nullable String className,
    @Nullable String method,
    @Nullable String file,
    @Nullable Integer line,
    @Nullable Integer column,
    @Nullable String module,
    @Nullable Boolean inApp,
    @Nullable Boolean nativeCode,
    @Nullable Json context,
    Map<String, Json> extra) {}
