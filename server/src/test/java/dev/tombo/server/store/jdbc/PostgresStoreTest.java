// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static dev.tombo.server.store.jdbc.Given.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.store.ApiTokenStore.NewToken;
import dev.tombo.server.store.DigestTransaction;
import dev.tombo.server.store.DigestTransaction.NewGrouping;
import dev.tombo.server.store.StoreConflictException;
import dev.tombo.server.store.StoreUnavailableException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract on PostgreSQL, and what is PostgreSQL's own. */
final class PostgresStoreTest extends StoreContract {
  private static final Sql SETTINGS =
      Sql.of(
          """
          select current_setting('synchronous_commit'), current_setting('transaction_isolation'),
            current_setting('statement_timeout')\
          """);

  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static @Nullable EmbeddedPostgres server;

  /** A database of its own would be some hundred files for each test to make and remove. */
  private final String schema = "tombo" + SCHEMAS.incrementAndGet();

  @BeforeAll
  static void startServer() throws Exception {
    server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("synchronous_commit", "on")
            .start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Override
  JdbcStore open() {
    execute("create schema if not exists " + schema);
    execute("create schema if not exists " + schema + "another");
    return JdbcStore.postgres(url(), "postgres", "");
  }

  @Override
  public JdbcStore openAnother() {
    return JdbcStore.postgres(url() + "another", "postgres", "");
  }

  @Override
  Connection connectToAnother() throws SQLException {
    return DriverManager.getConnection(url() + "another", "postgres", "");
  }

  /** Too long for a row of an index, and not to be compressed. */
  @Override
  public String refusedRelease() {
    byte[] bytes = new byte[6_000];
    new Random(1).nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), "postgres", "");
  }

  private String url() {
    return server() + "?currentSchema=" + schema;
  }

  private static String server() {
    if (server == null) {
      throw new AssertionError("The server did not start");
    }
    return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
  }

  private static List<String> texts(ResultSet row) throws SQLException {
    return List.of(row.getString(1), row.getString(2), row.getString(3));
  }

  private static void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(server(), "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The token is made while the project goes: whoever comes second sees what the first did. */
  @Test
  void delete_whileTokenIsMade_takesItAlong() throws Exception {
    long ana = store().accounts().create("ana@example.com", "Ana", "hash", false, NOON).id();
    long shop = store().projects().create("shop", ana, NOON).id();
    var token = new NewToken(ana, "web", new byte[] {1}, new byte[] {2});
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection holder = connect();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("select 1 from project where id = " + shop + " for update");
      Future<?> made = threads.submit(() -> store().apiTokens().create(shop, token, NOON));
      awaitWaiting(1);
      Future<Boolean> deleted = threads.submit(() -> store().projects().delete(shop, NOON));
      awaitWaiting(2);
      holder.commit();

      assertThat(made.get()).isNotNull();
      assertThat(deleted.get()).isTrue();
    }
    assertThat(store().apiTokens().any(shop)).isFalse();
  }

  /** Returns once so many statements wait for others' locks. */
  private static void awaitWaiting(int count) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server(), "postgres", "");
        PreparedStatement waiting =
            connection.prepareStatement(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock'")) {
      for (int seen = 0; seen < count; ) {
        try (ResultSet row = waiting.executeQuery()) {
          row.next();
          seen = row.getInt(1);
        }
      }
    }
  }

  /** Runs the work in two transactions that both have started; the first commits first. */
  private void assertLoserConflicts(Consumer<DigestTransaction> work) throws Exception {
    var secondStarted = new CountDownLatch(1);
    var firstWritten = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> second =
          threads.submit(
              () ->
                  store()
                      .digests()
                      .inTransaction(
                          tx -> {
                            assertThat(tx.knownEvents(1, List.of(Given.id(1)))).isEmpty();
                            secondStarted.countDown();
                            await(firstWritten);
                            work.accept(tx);
                          }));
      store()
          .digests()
          .inTransaction(
              tx -> {
                await(secondStarted);
                work.accept(tx);
                firstWritten.countDown();
              });
      assertThatThrownBy(second::get).hasCauseInstanceOf(StoreConflictException.class);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void insertEvents_racingOnAnId_oneConflicts() throws Exception {
    assertLoserConflicts(tx -> tx.insertEvents(1, List.of(event(1, 1), event(2, 1))));

    assertThat(rows("select number from event order by number"))
        .containsExactly(List.of(1L), List.of(2L));
  }

  @Test
  void insertGroupings_racingOnAFingerprint_oneConflicts() throws Exception {
    assertLoserConflicts(
        tx ->
            tx.insertGroupings(
                1, List.of(new NewGrouping(1, new Fingerprint("v0:a"), null, 1, NOON))));

    assertThat(rows("select number from grouping")).containsExactly(List.of(1L));
  }

  /** Does work while another transaction has run that, and commits once the work waits for it. */
  private <T> T beside(List<String> uncommitted, Callable<T> work) throws Exception {
    try (Connection other = connect();
        Statement statement = other.createStatement();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      other.setAutoCommit(false);
      for (String sql : uncommitted) {
        statement.execute(sql);
      }
      Future<T> result = threads.submit(work);
      while (!result.isDone() && rows("select 1 from pg_locks where not granted").isEmpty()) {
        Thread.onSpinWait();
      }
      other.commit();
      return result.get();
    }
  }

  @Test
  void createFirst_whileAnotherIsMade_makesNone() throws Exception {
    store().check();
    Optional<Account> second =
        beside(
            List.of(
                "update probe set writes = writes + 1",
                "insert into account (email, name, password_hash, admin, created_at)"
                    + " values ('ana@example.com', 'Ana', 'hash', 1, 0)"),
            () -> store().accounts().createFirst("rui@example.com", "Rui", "hash", NOON));

    assertThat(second).isEmpty();
    assertThat(store().accounts().all()).hasSize(1);
  }

  @Test
  void session_begunWhileThePasswordChanges_isNone() throws Exception {
    Account ana = store().accounts().create("ana@example.com", "Ana", "old", false, NOON);

    boolean begun =
        beside(
            List.of("update account set password_hash = 'new'"),
            () -> store().sessions().create(1, ana, "agent", NOON, Given.minute(9)));

    assertThat(begun).isFalse();
    assertThat(rows("select id from session")).isEmpty();
  }

  @Test
  void setPassword_whileASessionBegins_endsItToo() throws Exception {
    Account ana = store().accounts().create("ana@example.com", "Ana", "old", false, NOON);

    boolean changed =
        beside(
            List.of(
                "update account set password_hash = password_hash",
                "insert into session (id, account, generation, agent, created_at, refreshed_at,"
                    + " expires_at) values (1, 1, 0, '', 0, 0, 9000000000000)"),
            () -> store().accounts().setPassword(ana.id(), "new", NOON));

    assertThat(changed).isTrue();
    assertThat(store().sessions().account(1, NOON)).isEmpty();
  }

  @Test
  void connections_whateverTheServersDefault_commitToDisk() {
    assertThat(rows("show fsync")).containsExactly(List.of("on"));
    String defaults =
        "&options=-c%20synchronous_commit=off%20-c%20default_transaction_isolation=serializable";
    try (var other = JdbcStore.postgres(url() + defaults, "postgres", "")) {
      var settings =
          other
              .database()
              .write(s -> s.query(SETTINGS, 0, (p, row) -> {}, PostgresStoreTest::texts));

      assertThat(settings).containsExactly(List.of("on", "read committed", "10s"));
    }
  }

  @Test
  void store_whoseConnectionsAreCut_isUnavailableThenRecovers() {
    assertThatThrownBy(
            () ->
                store()
                    .digests()
                    .inTransaction(
                        tx -> {
                          execute(
                              "select pg_terminate_backend(pid) from pg_stat_activity"
                                  + " where application_name = 'tombo'");
                          tx.insertEvents(1, List.of(event(1, 1)));
                        }))
        .isInstanceOf(StoreUnavailableException.class);

    store().digests().inTransaction(tx -> tx.insertEvents(1, List.of(event(1, 1))));
  }

  @Test
  void store_thatMayNotWrite_isUnavailable() {
    String readOnly = url() + "&options=-c%20default_transaction_read_only=on";
    try (var other = JdbcStore.postgres(readOnly, "postgres", "")) {
      assertThatThrownBy(other::check).isInstanceOf(StoreUnavailableException.class);
      assertThat(other.accounts().any()).isFalse();
    }
  }

  @Test
  void open_whereNoServerIs_isUnavailable() {
    assertThatThrownBy(
            () -> JdbcStore.postgres("jdbc:postgresql://localhost:1/tombo", "postgres", ""))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void open_withCredentialsInTheUrl_works() {
    var again = JdbcStore.postgres(url() + "&user=postgres&password=x", "", "");

    again.check();
    again.close();
  }

  @Test
  void bodies_asStored_areNotCompressedAgain() {
    assertThat(
            rows(
                """
                select attstorage::text from pg_attribute
                where attrelid = 'event_body'::regclass and attname = 'body'\
                """))
        .containsExactly(List.of("e"));
  }
}
