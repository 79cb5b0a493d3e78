// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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

  /** Of arrays, so that a statement's parameters stay within some MiB. */
  private static final int MOST_ROWS = 1_000;

  private static final String IN = "in (";
  private static final String VALUES = "values ";

  private final List<Form> forms;
  private final Optional<Form> columns;

  private Sql(List<Form> forms, Optional<Form> columns) {
    this.forms = forms;
    this.columns = columns;
  }

  /** A statement of this text. */
  static Sql of(String template) {
    int open = template.indexOf('[');
    if (open < 0) {
      return new Sql(List.of(Form.of(1, template)), Optional.empty());
    }
    int close = template.indexOf(']', open);
    String head = template.substring(0, open);
    String row = template.substring(open + 1, close);
    String tail = template.substring(close + 1);
    Stream<Form> forms =
        SIZES.stream()
            .map(n -> Form.of(n, head + String.join(", ", Collections.nCopies(n, row)) + tail));
    return new Sql(forms.toList(), Optional.of(columns(head, row, tail)));
  }

  /** The text whose parameters are arrays, which PostgreSQL reads as rows. */
  private static Form columns(String head, String row, String tail) {
    if (head.endsWith(IN)) {
      String before = head.substring(0, head.length() - IN.length());
      return Form.of(MOST_ROWS, before + "= any (" + row + tail);
    }
    List<String> names = new ArrayList<>();
    StringBuilder values = new StringBuilder();
    for (char c : row.substring(1, row.length() - 1).toCharArray()) {
      if (c == '?') {
        names.add("c" + names.size());
        values.append("r.").append(names.getLast());
      } else {
        values.append(c);
      }
    }
    return Form.of(
        MOST_ROWS,
        "%sselect %s from unnest(%s) as r (%s)%s"
            .formatted(
                head.substring(0, head.length() - VALUES.length()),
                values,
                String.join(", ", Collections.nCopies(names.size(), "?")),
                String.join(", ", names),
                tail));
  }

  /**
   * The text that takes rows as arrays, one for each of their values; none where it has no rows.
   * Only PostgreSQL knows it: one text for any number of rows, planned once.
   */
  Optional<Form> columns() {
    return columns;
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
   * @param rows how many rows it takes, of arrays at most
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
