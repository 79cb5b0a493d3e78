// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static dev.tombo.server.store.jdbc.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.LedgerOutcome;
import dev.tombo.server.model.ProjectLimits;
import dev.tombo.server.store.DigestTransaction.TokenUse;
import dev.tombo.server.store.LedgerCount;
import dev.tombo.server.store.ProjectStore.Allowance;
import dev.tombo.server.store.ProjectStore.ProjectChange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a store does with what projects take and tokens bring. */
interface UsageContract extends OpenStore {
  private void count(long project, LedgerCount... counts) {
    store().digests().inTransaction(tx -> tx.count(project, List.of(counts)));
  }

  private static LedgerCount accepted(long hour, long count) {
    return new LedgerCount(LedgerOutcome.ACCEPTED, hour, 1, "", count);
  }

  private void use(TokenUse... uses) {
    store().digests().inTransaction(tx -> tx.useTokens(1, List.of(uses)));
  }

  @Test
  default void allowance_ofDay_isWhatItTookThenAndInTheMonth() {
    long ana = store().accounts().create("ana@example.com", "Ana", "hash", false, NOON).id();
    long shop = store().projects().create("shop", ana, NOON).id();
    long day = LocalDate.of(2026, 12, 1).toEpochDay();
    assertThat(store().projects().allowance(shop, day))
        .contains(new Allowance(ProjectLimits.NONE, 0, 0));

    count(shop, accepted((day + 1) * 24, 5), accepted(day * 24, 2), accepted(day * 24 + 23, 1));
    count(shop, accepted(day * 24, 3), accepted(day * 24 - 1, 100));
    count(shop, new LedgerCount(LedgerOutcome.DUPLICATE, day * 24, 1, "", 7));
    count(shop + 1, accepted(day * 24, 100));
    var limits =
        new ProjectChange(
            Optional.empty(),
            Optional.of(OptionalLong.of(7)),
            Optional.of(OptionalLong.of(8)),
            Optional.of(OptionalLong.of(9)));
    assertThat(store().projects().change(shop, limits, NOON)).isPresent();

    ProjectLimits all =
        new ProjectLimits(OptionalLong.of(7), OptionalLong.of(8), OptionalLong.of(9));
    assertThat(store().projects().allowance(shop, day)).contains(new Allowance(all, 6, 6));
    assertThat(store().projects().allowance(shop, day + 1)).contains(new Allowance(all, 5, 11));
    assertThat(store().projects().allowance(shop, day + 2)).contains(new Allowance(all, 0, 11));
    assertThat(store().projects().allowance(shop, day - 1)).contains(new Allowance(all, 100, 100));
    assertThat(store().projects().allowance(shop + 1, day)).isEmpty();
  }

  @Test
  default void ledger_ofHours_isWhatWasCountedThen() {
    List<LedgerCount> counts = new ArrayList<>();
    for (LedgerOutcome outcome : LedgerOutcome.values()) {
      counts.add(new LedgerCount(outcome, 49, 2, "why", 3));
    }
    count(1, counts.toArray(LedgerCount[]::new));
    count(1, counts.toArray(LedgerCount[]::new));
    count(1, accepted(71, 10), accepted(72, 1), accepted(48, 5), accepted(47, 1));
    count(2, accepted(49, 100));

    List<LedgerCount> byHour = store().ledgers().read(1, 48, 72, 1, 100);
    List<LedgerCount> byDay = store().ledgers().read(1, 48, 72, 24, 100);

    assertThat(byHour).startsWith(accepted(48, 5)).endsWith(accepted(71, 10)).hasSize(8);
    for (LedgerOutcome outcome : LedgerOutcome.values()) {
      assertThat(byHour).contains(new LedgerCount(outcome, 49, 2, "why", 6));
      assertThat(byDay).contains(new LedgerCount(outcome, 48, 2, "why", 6));
    }
    assertThat(byDay).startsWith(accepted(48, 15)).hasSize(7);
    assertThat(store().ledgers().read(1, 48, 72, 1, 2)).isEqualTo(byHour.subList(0, 2));
  }

  @Test
  default void useTokens_olderLater_keepsTheLatest() {
    use(new TokenUse(2, minute(5)), new TokenUse(1, minute(1)));
    use(new TokenUse(1, minute(2)), new TokenUse(2, minute(4)));

    assertThat(rows("select token, last_used_at from token_use order by token"))
        .containsExactly(
            List.of(1L, minute(2).toEpochMilli()), List.of(2L, minute(5).toEpochMilli()));
  }
}
