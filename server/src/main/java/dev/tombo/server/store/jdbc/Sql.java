// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * A statement with its parameters: {@code :p} is the project, {@code ?} a value, and what stands
 * between brackets is repeated for each row. Immutable.
 *
 * <p>Rows come in a few fixed numbers only, so that a statement has few texts and each is prepared
 * once.
 */
final class Sql {
  private static final List<Integer> SIZES = List.of(100, 30, 10, 3, 1);

  private final List<Form> forms;

  private Sql(List<Form> forms) {
    this.forms = forms;
  }

  /** A statement of this text. */
  static Sql of(String template) {
    int open = template.indexOf('[');
    if (open < 0) {
      return new Sql(List.of(Form.of(1, template)));
    }
    int close = template.indexOf(']', open);
    String head = template.substring(0, open);
    String row = template.substring(open + 1, close);
    String tail = template.substring(close + 1);
    Stream<Form> forms =
        SIZES.stream()
            .map(n -> Form.of(n, head + String.join(", ", Collections.nCopies(n, row)) + tail));
    return new Sql(forms.toList());
  }

  /** The texts, that of the most rows first; the last has one row. */
  List<Form> forms() {
    return forms;
  }

  /** The text for one row, or of a statement without rows. */
  Form single() {
    return forms.getLast();
  }

  /**
   * One text of a statement.
   *
   * @param rows how many rows it takes
   * @param text in the form that JDBC takes
   * @param projects which parameters, from 0, are the project
   */
  record Form(int rows, String text, BitSet projects) {
    private static Form of(int rows, String template) {
      var projects = new BitSet();
      int parameter = 0;
      for (int i = 0; i < template.length(); i++) {
        if (template.charAt(i) == '?') {
          parameter++;
        } else if (template.startsWith(":p", i)) {
          projects.set(parameter++);
        }
      }
      return new Form(rows, template.replace(":p", "?"), projects);
    }
  }
}
