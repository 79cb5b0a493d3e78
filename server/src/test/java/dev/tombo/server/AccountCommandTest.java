// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.Scope;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Administers accounts from the command line, beside a running server and without one. */
final class AccountCommandTest {
  private static final String ANA = "ana@example.com";
  private static final String NEW = "rui@example.com";

  @TempDir Path data = Path.of("");

  @Test
  void account_withoutAServer_isAddedAndListed() throws IOException {
    Path made = data.resolve("new");
    Map<String, String> environment = Map.of("TOMBO_DATA", made.toString());

    Called first =
        Called.tombo(
            "correct horse\nanother line\n",
            environment,
            "account add --email Ana@Example.com --admin --password-stdin".split(" ", -1));
    Called second =
        Called.tombo(
            "battery staple",
            environment,
            "account",
            "add",
            "--email",
            NEW,
            "--name",
            "Rui Sá",
            "--password-stdin");

    assertThat(first)
        .isEqualTo(new Called(0, "id     1\nemail  ana@example.com\nname   ana\nadmin  yes\n", ""));
    assertThat(second)
        .isEqualTo(
            new Called(0, "id     2\nemail  rui@example.com\nname   Rui Sá\nadmin  no\n", ""));
    assertThat(Called.tombo(environment, "account", "list").output().lines())
        .satisfiesExactly(
            head -> assertThat(head).matches("ID +EMAIL +NAME +ADMIN +CREATED"),
            ana -> assertThat(ana).matches("1 +ana@example.com +ana +yes +2.*Z"),
            rui -> assertThat(rui).matches("2 +rui@example.com +Rui Sá +no +2.*Z"));
    assertThat(Files.getPosixFilePermissions(made)).hasSize(3);
  }

  @Test
  void accounts_besideAServer_areHeededAtOnce() {
    try (TestServer server = TestServer.start(data)) {
      assertThat(account("battery staple", "add", "--email", NEW, "--password-stdin").status())
          .isZero();
      Answer logIn = server.logIn(NEW, "battery staple");
      assertThat(logIn.status()).isEqualTo(200);
      String before = logIn.json().path("accessToken").asText();
      String script = server.personalToken(before, Scope.READ);

      Called changed =
          account("another staple\r\n", "password", "--email", NEW, "--password-stdin");

      assertThat(changed.status()).as(changed.errors()).isZero();
      assertThat(changed.output()).contains(NEW).doesNotContain("staple");
      assertThat(server.get("/api/v1/issues", before).status()).isEqualTo(401);
      assertThat(server.get("/api/v1/issues", script).status()).isEqualTo(200);
      assertThat(server.logIn(NEW, "battery staple").status()).isEqualTo(401);
      assertThat(server.logIn(NEW, "another staple").status()).isEqualTo(200);
      assertThat(
              account(
                      "x staple x",
                      "password",
                      "--email",
                      NEW,
                      "--password-stdin",
                      "--revoke-tokens")
                  .status())
          .isZero();
      assertThat(server.get("/api/v1/issues", script).status()).isEqualTo(401);
    }
  }

  @Test
  void admin_givenAndTaken_isShown() {
    account("battery staple", "add", "--email", NEW, "--password-stdin");

    assertThat(account("", "admin", "--email", "RUI@example.com").output())
        .endsWith("admin  yes\n");
    assertThat(account("", "list").output()).contains(" yes ");
    assertThat(account("", "admin", "--email", NEW, "--revoke").output()).endsWith("admin  no\n");
    assertThat(account("", "list").output()).contains(" no ");
  }

  @Test
  void accounts_inPostgresql_areWorkedOnThere() throws IOException {
    try (EmbeddedPostgres database =
        EmbeddedPostgres.builder().setServerConfig("fsync", "on").start()) {
      String url = database.getJdbcUrl("postgres", "postgres");

      Called added =
          account(
              "correct horse", "add", "--email", ANA, "--password-stdin", "--database-url", url);

      assertThat(added.status()).as(added.errors()).isZero();
      assertThat(account("", "list", "--database-url", url).output()).contains(ANA);
      assertThat(data).as("neither database nor key").isEmptyDirectory();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "add --email ana --password-stdin | h0rse-8c | tombo: email: not an e-mail address",
        "add --email ana@example.com --password-stdin | short | tombo: password: shorter than 8",
        "add --email ana@example.com --password-stdin | '' | tombo: password: shorter than 8",
        "add --email ana@example.com | h0rse-8c | tombo: Missing required option: '--password-stdin'",
        "add --password-stdin | h0rse-8c | tombo: Missing required option: '--email=EMAIL'",
        "add --email a@b --password-stdin --password h0rse-8c | '' | tombo: Unknown options: '--password', 'h0rse-8c'",
        "password --email ana --password-stdin | h0rse-8c | tombo: email: not an e-mail address",
        "password --email new@example.com --password-stdin | short | tombo: password: shorter",
        "admin --email ana | '' | tombo: email: not an e-mail address",
        "list --database-url mysql://x | '' | tombo: database-url: not a jdbc:postgresql: URL",
        "'' | '' | tombo: ",
        "remove | '' | tombo: Unmatched argument"
      })
  void call_thatIsWrong_isOneLineAndStatus2(String call, String input, String complaint) {
    account("h0rse-8c", "add", "--email", "first@example.com", "--password-stdin");

    Called called = account(input, call.isEmpty() ? new String[0] : call.split(" ", -1));

    assertThat(called.status()).as(called.errors()).isEqualTo(2);
    assertThat(called.errors()).startsWith(complaint).hasLineCount(1);
    assertThat(called.output()).isEmpty();
  }

  @Test
  void call_thatFails_isOneLineAndStatus1() {
    account("h0rse-8c", "add", "--email", ANA, "--password-stdin");

    assertFails(
        account("c8-esr0h", "add", "--email", "ANA@example.com", "--password-stdin"),
        "tombo: there is an account ana@example.com already\n");
    assertFails(
        account("c8-esr0h", "password", "--email", NEW, "--password-stdin"),
        "tombo: there is no account rui@example.com\n");
    assertFails(account("", "admin", "--email", NEW), "tombo: there is no account rui");
    assertThat(account("", "list").output()).hasLineCount(2);
  }

  @Test
  void call_onADatabaseThatIsNotThere_failsAndMakesNone() {
    Path nowhere = data.resolve("typo");
    for (String call :
        List.of("list", "admin --email a@b", "password --email a@b --password-stdin")) {
      List<String> arguments = new ArrayList<>(List.of(call.split(" ", -1)));
      arguments.addAll(List.of("--data", nowhere.toString()));
      assertFails(
          account("h0rse-8c", arguments.toArray(String[]::new)),
          "tombo: there is no database in " + nowhere);
    }
    assertThat(nowhere).doesNotExist();
  }

  private Called account(String input, String... arguments) {
    List<String> all = new ArrayList<>(List.of("account"));
    all.addAll(List.of(arguments));
    return Called.tombo(input, Map.of("TOMBO_DATA", data.toString()), all.toArray(String[]::new));
  }

  private static void assertFails(Called called, String complaint) {
    assertThat(called.status()).as(called.errors()).isEqualTo(1);
    assertThat(called.errors()).startsWith(complaint).hasLineCount(1);
    assertThat(called.output()).isEmpty();
  }
}
