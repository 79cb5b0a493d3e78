// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.List;

/**
 * What a project says of the secrets in its events.
 *
 * @param version counted from 1 with each change; 0 for none
 * @param builtIn whether what everybody takes for a secret is redacted
 * @param keys names whose values are redacted as well, wherever they are part of a key
 * @param patterns forms of values that are redacted as well
 * @param allowed keys whose values stay, whatever the built-in names say
 */
public record ScrubbingRules(
    long version, boolean builtIn, List<String> keys, List<String> patterns, List<String> allowed) {
  /** Of a project that says nothing. */
  public static final ScrubbingRules STANDARD =
      new ScrubbingRules(0, true, List.of(), List.of(), List.of());

  /** The same under another version. */
  public ScrubbingRules numbered(long number) {
    return new ScrubbingRules(number, builtIn, keys, patterns, allowed);
  }
}
