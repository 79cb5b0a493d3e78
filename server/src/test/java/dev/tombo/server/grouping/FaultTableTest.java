// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is one fault and what is not, by the table {@code faults.txt}. */
final class FaultTableTest {

  /** Events that are all of one fault, or each of another. */
  record Case(String name, boolean same, List<String> events) {
    @Override
    public String toString() {
      return (same ? "= " : "! ") + name;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void judge_events_areOneFaultOrNot(Case one) {
    List<String> fingerprints = new ArrayList<>();
    List<String> explained = new ArrayList<>();
    for (String line : one.events()) {
      WrittenEvent written = WrittenEvent.parse(line);
      fingerprints.add(Grouping.judge(written.event(), written.rules()).fingerprint().value());
      explained.add(Grouping.explain(written.event(), written.rules()).counted().toString());
    }

    assertThat(one.events()).hasSizeGreaterThan(1);
    assertThat(fingerprints.stream().distinct().count())
        .as("%s", String.join("\n", explained))
        .isEqualTo(one.same() ? 1 : one.events().size());
    assertThat(explained.stream().distinct().count()).isEqualTo(one.same() ? 1 : explained.size());
  }

  @Test
  void cases_ofAllTables_areMany() {
    long cases = cases().size() + Tables.lines("wordings.txt").count();
    assertThat(cases).isGreaterThanOrEqualTo(150);
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String line : Tables.lines("faults.txt").toList()) {
      if (line.startsWith("= ") || line.startsWith("! ")) {
        cases.add(new Case(line.substring(2), line.startsWith("="), new ArrayList<>()));
      } else {
        cases.getLast().events().add(line);
      }
    }
    return cases;
  }
}
