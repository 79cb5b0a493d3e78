// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static dev.tombo.server.store.jdbc.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.store.DigestTransaction.DayCount;
import dev.tombo.server.store.DigestTransaction.TokenUse;
import dev.tombo.server.store.ProjectStore.Allowance;
import dev.tombo.server.store.ProjectStore.ProjectChange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a store does with what projects take and tokens bring. */
interface UsageContract extends OpenStore {
  private void countDays(long project, DayCount... counts) {
    store().digests().inTransaction(tx -> tx.countDays(project, List.of(counts)));
  }

  private void use(TokenUse... uses) {
    store().digests().inTransaction(tx -> tx.useTokens(1, List.of(uses)));
  }

  @Test
  default void allowance_ofDay_isWhatItTookThen() {
    long ana = store().accounts().create("ana@example.com", "Ana", "hash", false, NOON).id();
    long shop = store().projects().create("shop", ana, NOON).id();
    var none = OptionalLong.empty();
    assertThat(store().projects().allowance(shop, 20_000)).contains(new Allowance(none, none, 0));

    countDays(shop, new DayCount(20_001, 5), new DayCount(20_000, 2));
    countDays(shop, new DayCount(20_000, 3));
    countDays(shop + 1, new DayCount(20_000, 100));
    var limits =
        new ProjectChange(
            Optional.empty(), Optional.of(OptionalLong.of(7)), Optional.of(OptionalLong.of(8)));
    assertThat(store().projects().change(shop, limits, NOON)).isPresent();

    assertThat(store().projects().allowance(shop, 20_000))
        .contains(new Allowance(OptionalLong.of(7), OptionalLong.of(8), 5));
    assertThat(store().projects().allowance(shop, 20_001).orElseThrow().accepted()).isEqualTo(5);
    assertThat(store().projects().allowance(shop, 20_002).orElseThrow().accepted()).isZero();
    assertThat(store().projects().allowance(shop + 1, 20_000)).isEmpty();
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
