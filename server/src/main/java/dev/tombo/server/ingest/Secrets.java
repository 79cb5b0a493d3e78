// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.model.ScrubbingRules;
import java.util.List;

/**
 * What is a secret in a project's events: by the names of keys, by well-known forms of values and
 * by the project's own. Immutable.
 */
final class Secrets {
  static final String REDACTED = "[redacted]";

  private final SecretKeys keys;
  private final boolean builtIn;
  private final ValuePattern[] patterns;

  /**
   * The secrets of a project.
   *
   * @throws IllegalArgumentException if a pattern is none
   */
  Secrets(ScrubbingRules rules) {
    keys = new SecretKeys(rules);
    builtIn = rules.builtIn();
    patterns = rules.patterns().stream().map(ValuePattern::of).toArray(ValuePattern[]::new);
  }

  /** Whether a key names a secret. */
  boolean isKey(String key) {
    return keys.contain(key);
  }

  /** Whether a name, which may be one in code, is that of a secret. */
  boolean isKeyName(String name) {
    return keys.containName(name);
  }

  /** A text without what looks like a secret; the very text if nothing does. */
  String redact(String text) {
    return new SecretScan(this, text).redacted();
  }

  /**
   * Texts of which each that follows a secret key in the template is a secret, whatever its form.
   */
  List<String> redactArguments(String template, List<String> arguments) {
    String[] redacted = new String[arguments.size()];
    int place = -2;
    for (int i = 0; i < redacted.length; i++) {
      place = place == -1 ? -1 : template.indexOf("{}", place + 2);
      int numbered = template.indexOf("{" + i + "}");
      boolean secret = new SecretScan(this, template).expectsSecret(place < 0 ? numbered : place);
      redacted[i] = secret ? REDACTED : redact(arguments.get(i));
    }
    return List.of(redacted);
  }

  /** Whether well-known forms of values are secrets. */
  boolean builtIn() {
    return builtIn;
  }

  /** Where what begins here and has a form of the project's own ends; -1 if it has none. */
  int ownEnd(String text, int start) {
    for (ValuePattern pattern : patterns) {
      int end = pattern.end(text, start);
      if (end > 0) {
        return end;
      }
    }
    return -1;
  }
}
