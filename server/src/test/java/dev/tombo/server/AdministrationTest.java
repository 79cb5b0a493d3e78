// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Administers projects and API tokens by the command line, beside a real server. */
class AdministrationTest {
  private static final String URL = "https://errors.example.com/base";

  @TempDir private static Path data;
  @TempDir private static Path elsewhere;
  private static TestServer server;
  private static String rui = "";

  @BeforeAll
  static void start() {
    server = TestServer.start(data);
    rui = server.account("rui@example.com");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void calm() {
    server.assertCalm();
  }

  @Test
  void projectAdd_withoutOwner_isTheFirstAdministrators() {
    Called called = done("project", "add", "--name", " Loja ", "--public-url", URL);

    assertThat(called.output()).contains("name   Loja\n", "owner  ana@example.com\n");
    String token = value(called, "token");
    assertThat(value(called, "dsn"))
        .isEqualTo("https://" + token + "@errors.example.com/base/" + value(called, "id"));
    assertThat(send(token).status()).isEqualTo(200);
    assertThat(server.get("/api/v1/projects/" + value(called, "id")).json().path("name").asText())
        .isEqualTo("Loja");
  }

  @Test
  void projectAdd_ofOwner_isTheirs() {
    Called called = done("project", "add", "--name", "till", "--owner", "RUI@example.com");

    String path = "/api/v1/projects/" + value(called, "id");
    assertThat(server.get(path, rui).json().path("role").asText()).isEqualTo("owner");
    assertThat(server.get(path).status()).isEqualTo(404);
  }

  @Test
  void projectList_ofProjects_standsInColumns() {
    done("project", "add", "--name", "listed");
    server.patch("/api/v1/projects/1", "{\"dailyQuota\":1000000}");

    List<String> lines = done("project", "list").output().lines().toList();

    assertThat(lines.getFirst())
        .matches("ID +NAME +CREATED +RATE LIMIT +DAILY QUOTA +MONTHLY QUOTA");
    assertThat(lines.get(1)).matches("1 +shop +20\\d\\d-\\S+Z +- +1000000 +-");
    assertThat(lines).anyMatch(line -> line.matches("\\d+ +listed +20\\d\\d-\\S+Z +- +- +-"));
    int column = lines.getFirst().indexOf("CREATED");
    assertThat(lines.subList(1, lines.size()))
        .allSatisfy(line -> assertThat(line.substring(column)).startsWith("20"));
  }

  @Test
  void projectMember_ofRoles_isHeededAtOnce() {
    String project = value(done("project", "add", "--name", "staffed"), "id");
    String path = "/api/v1/projects/" + project;

    assertThat(member(project, "viewer").output())
        .containsPattern("EMAIL +NAME +ROLE\nana@example.com +ana +owner\n")
        .containsPattern("rui@example.com +rui +viewer\n");
    assertThat(server.get(path, rui).json().path("role").asText()).isEqualTo("viewer");
    member("staffed", "owner");
    assertThat(server.get(path, rui).json().path("role").asText()).isEqualTo("owner");
    assertThat(member(project, "none").output()).doesNotContain("rui@example.com");
    assertThat(server.get(path, rui).status()).isEqualTo(404);
    assertThat(done("project", "members", "--project", project).output()).hasLineCount(2);
  }

  @Test
  void tokenAdd_withoutAccount_isTheFirstOwnersAndSends() {
    Called called = done("token", "add", "--project", "1", "--name", "ci");

    String token = value(called, "token");
    assertThat(called.output()).contains("account  ana@example.com\n");
    assertThat(value(called, "dsn")).isEqualTo("http://" + token + "@127.0.0.1:8080/1");
    assertThat(send(token).status()).isEqualTo(200);
    assertThat(server.get("/api/v1/projects/1/tokens").body()).contains(token);
  }

  @Test
  void tokenAdd_ofAccount_isForMembersAndOwners() {
    String project = value(done("project", "add", "--name", "shared"), "id");
    String[] call = {"token", "add", "--project", project, "--name", "x", "--account"};
    assertThat(complaint(1, with(call, "rui@example.com"))).contains("neither a member nor an");
    member(project, "viewer");
    assertThat(complaint(1, with(call, "rui@example.com"))).contains("neither a member nor an");
    member(project, "member");

    Called called = done(with(call, "rui@example.com"));

    assertThat(value(called, "account")).isEqualTo("rui@example.com");
    assertThat(server.get("/api/v1/me", rui).body()).contains(value(called, "token"));
  }

  @Test
  void tokenList_ofTokens_showsNoValue() {
    Called added = done("token", "add", "--project", "1", "--name", "listed");
    String token = value(added, "token");

    String list = done("token", "list", "--project", "shop").output();

    assertThat(list)
        .containsPattern("ID +NAME +TOKEN +CREATED BY +CREATED +LAST USED\n")
        .containsPattern(
            value(added, "id")
                + " +listed +\\*{28}"
                + token.substring(28)
                + " +ana +20\\d\\d-\\S+Z +never\n")
        .doesNotContain(token, TestServer.TOKEN);
    send(token);
    assertThat(done("token", "list", "--project", "1").output())
        .containsPattern(value(added, "id") + " +listed .* 20\\d\\d-\\S+Z\n");
  }

  @Test
  void tokenRevoke_ofToken_endsIt() {
    Called added = done("token", "add", "--project", "1", "--name", "doomed");
    String[] call = {"token", "revoke", "--project", "1", value(added, "id")};

    assertThat(done(call).output()).contains(value(added, "id"));

    assertThat(send(value(added, "token")).status()).isEqualTo(401);
    assertThat(complaint(1, call)).contains("has no API token " + value(added, "id"));
    assertThat(done("token", "list", "--project", "1").output()).doesNotContain("doomed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "project add --name shop | another project is called shop",
        "project add --name x --owner nobody@example.com | there is no account nobody@example.com",
        "project member --project 99 --email ana@example.com --role owner | there is no project 99",
        "project member --project 1 --email x@y --role owner | there is no account x@y",
        "project members --project nowhere | there is no project nowhere",
        "token add --project nowhere --name x | there is no project nowhere",
        "token add --project 1 --name x --account x@y | there is no account x@y",
        "token list --project \u001b[31m | there is no project \\u001b[31m",
        "token revoke --project 1 999 | project 1 has no API token 999 that still works"
      })
  void call_thatCannotBeDone_isOneLineAndStatus1(String call, String complaint) {
    assertThat(complaint(1, call.split(" ", -1))).isEqualTo("tombo: " + complaint + "\n");
  }

  @Test
  void call_ofNames_printsNoControlCharacters() {
    String name = "\u202ea\u200bb";
    server.send("POST", "/api/v1/projects", "{\"name\":\"" + name + "\"}", rui);

    assertThat(done("project", "list").output()).contains("\\u202ea\\u200bb").doesNotContain(name);
  }

  @Test
  void call_whereNoServerWas_makesNothing() throws Exception {
    Called called = call(elsewhere, "project", "list");

    assertThat(called.status()).isEqualTo(1);
    assertThat(called.errors()).isEqualTo("tombo: there is no database in " + elsewhere + "\n");
    try (Stream<Path> files = Files.list(elsewhere)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void call_withSettingsInTheEnvironment_heedsThem() {
    Map<String, String> environment =
        Map.of("TOMBO_DATA", data.toString(), "TOMBO_PORT", "0", "TOMBO_ADMIN_EMAIL", "a@b");

    Called called =
        Called.tombo(environment, "token", "add", "--project", "shop", "--name", "by environment");

    assertThat(called.status()).as(called.errors()).isZero();
    assertThat(value(called, "name")).isEqualTo("by environment");
    assertThat(value(called, "dsn")).startsWith("not known");
  }

  private static Called call(Path directory, String... call) {
    return Called.tombo(Map.of("TOMBO_DATA", directory.toString()), call);
  }

  private static Called done(String... call) {
    Called called = call(data, call);
    assertThat(called.status()).as(called.errors()).isZero();
    assertThat(called.errors()).isEmpty();
    return called;
  }

  private static String complaint(int status, String... call) {
    Called called = call(data, call);
    assertThat(called.status()).isEqualTo(status);
    assertThat(called.output()).isEmpty();
    assertThat(called.errors()).startsWith("tombo: ").hasLineCount(1);
    return called.errors();
  }

  private static Called member(String project, String role) {
    return done(
        "project", "member", "--project", project, "--email", "rui@example.com", "--role", role);
  }

  /** What stands behind a word at a line's start. */
  private static String value(Called called, String name) {
    return called
        .output()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length()).strip())
        .findFirst()
        .orElseThrow();
  }

  private static Answer send(String token) {
    String batch = Samples.batch(Samples.event(Samples.newId()));
    return server.send("POST", TestServer.EVENTS, batch, token);
  }

  private static String[] with(String[] call, String argument) {
    String[] longer = Arrays.copyOf(call, call.length + 1);
    longer[call.length] = argument;
    return longer;
  }
}
