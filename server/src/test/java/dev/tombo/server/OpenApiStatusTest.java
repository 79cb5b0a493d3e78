// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.ApiScene.Target;
import dev.tombo.server.OpenApi.Operation;
import dev.tombo.server.auth.OidcSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Brings about each status that the document has of each operation; {@link TestServer} compares the
 * answers with it. One that is documented and has no way here fails.
 */
class OpenApiStatusTest {
  @TempDir private static Path data;
  @TempDir private static Path lostData;
  private static ApiScene scene;
  private static TestServer server;
  private static Target target;
  private static ApiScene lost;
  private static Target lostTarget;
  private static String lostCookie = "";

  @TempDir private Path emptyData = Path.of("");

  @BeforeAll
  static void start() throws SQLException {
    scene = ApiScene.open(data);
    server = scene.server();
    target = scene.target();
    lost = ApiScene.open(lostData);
    lostTarget = lost.target();
    lostCookie = cookie(lost.server());
    dropTables(lostData);
  }

  @AfterAll
  static void stop() {
    scene.close();
    lost.close();
  }

  @ParameterizedTest
  @MethodSource("documented")
  void operation_inEachDocumentedWay_answersSo(String id, int status) throws SQLException {
    Operation operation = OpenApi.operation(id);
    Answer answer =
        switch (status) {
          case 200, 201, 204, 303 -> succeed(operation);
          case 202 -> server.logIn(ApiScene.NIA, TestServer.PASSWORD);
          case 400 -> misunderstood(operation);
          case 401 -> unknown(operation);
          case 403 -> forbidden(operation);
          case 404 -> server.send(asAna(nowhere(operation)));
          case 409 -> conflicting(operation);
          case 413 -> server.send(authorized(operation, body(operation, tooLarge(operation))));
          case 415 ->
              server.send(
                  authorized(
                      operation,
                      request(operation, target).setHeader("Content-Type", "text/plain")));
          case 429 -> tooMany(operation);
          case 503 -> withoutTables(operation);
          default -> throw new AssertionError("no way to " + status);
        };

    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
  }

  private static Stream<Arguments> documented() {
    return OpenApi.operations().stream()
        .flatMap(
            operation ->
                operation.statuses().stream().map(status -> Arguments.of(operation.id(), status)));
  }

  private Answer succeed(Operation operation) {
    return switch (operation.id()) {
      case "setUp" -> {
        try (TestServer empty = TestServer.startEmpty(emptyData)) {
          yield setUp(empty, empty.server().oneTimeCode().orElseThrow());
        }
      }
      case "refreshSession" ->
          server.send(request(operation, target).header("Cookie", cookie(server)));
      case "acceptInvitation" -> {
        String leo =
            server.logIn(ApiScene.LEO, TestServer.PASSWORD).json().path("accessToken").asText();
        yield server.send(request(operation, target).header("Authorization", "Bearer " + leo));
      }
      case "logOut" -> {
        String token =
            server.logIn(TestServer.EMAIL, TestServer.PASSWORD).json().path("accessToken").asText();
        yield server.send(request(operation, target).header("Authorization", "Bearer " + token));
      }
      case "beginProviderLogIn", "finishProviderLogIn" -> {
        OidcSettings nobodyThere =
            new OidcSettings(
                URI.create("http://127.0.0.1:1"), "tombo", "secret", "SSO", Set.of(), true);
        try (TestServer other = TestServer.start(emptyData, config -> config.oidc(nobodyThere))) {
          yield other.send(other.request(operation.path()));
        }
      }
      case "confirmSecondFactor" -> {
        String zoe = server.account("zoe" + Samples.newId() + "@example.com");
        Authenticator authenticator = Authenticator.start(server, zoe);
        yield server.send("POST", operation.path(), authenticator.json(0), zoe);
      }
      case "createRecoveryCodes" -> {
        String json = scene.body(operation, target);
        yield server.send("POST", operation.path(), json, Authenticator.guarded(server));
      }
      default -> server.send(authorized(operation, request(operation, scene.target())));
    };
  }

  private static Answer misunderstood(Operation operation) {
    boolean open = operation.part().node().path("security").isEmpty();
    HttpRequest.Builder request =
        open || operation.id().equals("sendEvents")
            ? body(operation, "[]")
            : scene.request(operation, target, "?nonsense=1", scene.body(operation, target));
    return server.send(authorized(operation, request));
  }

  private static Answer unknown(Operation operation) {
    return switch (operation.id()) {
      case "logIn" -> server.logIn("nobody@example.com", TestServer.PASSWORD);
      case "finishLogIn" -> server.send(body(operation, "{\"secondStep\":\"x\",\"code\":\"1\"}"));
      default -> server.send(request(operation, target));
    };
  }

  private Answer forbidden(Operation operation) {
    return switch (operation.id()) {
      case "sendEvents" -> server.send(asAna(request(operation, target)));
      case "logIn", "finishLogIn", "refreshSession" ->
          server.send(request(operation, target).header("Sec-Fetch-Site", "cross-site"));
      case "setUp" -> {
        try (TestServer empty = TestServer.startEmpty(emptyData)) {
          yield setUp(empty, "0");
        }
      }
      case "signUp", "mailPasswordReset" -> {
        try (TestServer closed = TestServer.start(emptyData)) {
          yield closed.send("POST", operation.path(), scene.body(operation, target), "");
        }
      }
      default ->
          server.send(
              request(operation, target)
                  .header("Authorization", "Bearer " + target.apiTokenValue()));
    };
  }

  private static HttpRequest.Builder nowhere(Operation operation) {
    Target nothing = Target.NOTHING;
    String query = operation.id().equals("listIssues") ? "?project=" + nothing.project() : "";
    return scene.request(operation, nothing, query, scene.body(operation, nothing));
  }

  private static Answer conflicting(Operation operation) {
    return switch (operation.id()) {
      case "setUp" -> setUp(server, "0");
      case "acceptInvitation" -> server.send(asAna(request(operation, target)));
      case "changeMember", "removeMember" -> {
        String ana = Long.toString(scene.account(TestServer.EMAIL));
        yield server.send(asAna(request(operation, target.withMember(ana))));
      }
      case "undoActivity" -> {
        Target once = scene.target();
        assertThat(server.send(asAna(request(operation, once))).status()).isEqualTo(200);
        yield server.send(asAna(request(operation, once)));
      }
      case "startSecondFactor", "confirmSecondFactor" ->
          server.send(
              "POST",
              operation.path(),
              scene.body(operation, target),
              Authenticator.guarded(server));
      case "createRecoveryCodes" -> server.send(asAna(request(operation, target)));
      case "changeGroupingRules", "changeScrubbingRules" ->
          server.send(asAna(body(operation, "{\"version\":\"999\",\"rules\":{}}")));
      default -> server.send(asAna(body(operation, "{\"name\":\"shop\"}")));
    };
  }

  private Answer tooMany(Operation operation) {
    return switch (operation.id()) {
      case "sendEvents" -> {
        Target full = scene.target();
        assertThat(
                server.patch("/api/v1/projects/" + full.project(), "{\"dailyQuota\":0}").status())
            .isEqualTo(200);
        yield server.send(
            request(operation, full).header("Authorization", "Bearer " + full.apiTokenValue()));
      }
      case "logIn" -> last(() -> server.logIn("eve@example.com", "guess"));
      case "setUp" -> {
        try (TestServer empty = TestServer.startEmpty(emptyData)) {
          yield last(() -> setUp(empty, "0"));
        }
      }
      case "signUp", "mailPasswordReset" -> {
        HttpRequest.Builder request = request(operation, target);
        for (int i = 0; i < 5; i++) {
          assertThat(server.send(request).status()).isBetween(201, 204);
        }
        yield server.send(request);
      }
      case "changePassword" -> {
        String rui =
            server.logIn(ApiScene.RUI, TestServer.PASSWORD).json().path("accessToken").asText();
        String json = "{\"oldPassword\":\"x\",\"newPassword\":\"battery staple\"}";
        yield last(() -> server.send("POST", operation.path(), json, rui));
      }
      case "finishLogIn" -> last(() -> server.send(body(operation, scene.secondStep(false))));
      case "findInvitation",
          "acceptInvitation",
          "resetPassword",
          "startSecondFactor",
          "createRecoveryCodes",
          "disableSecondFactor" -> {
        // Of a server of its own: whoever guesses at one link guesses at all of them.
        try (TestServer guessed = TestServer.start(emptyData)) {
          String json = scene.body(operation, Target.NOTHING);
          yield last(() -> guessed.send("POST", operation.path(), json, guessed.accessToken()));
        }
      }
      default -> throw new AssertionError("no way to 429");
    };
  }

  /** What is answered after as many attempts as are free. */
  private static Answer last(Supplier<Answer> attempt) {
    for (int i = 0; i < 5; i++) {
      assertThat(attempt.get().status()).isBetween(401, 404);
    }
    return attempt.get();
  }

  /** What is answered where the database has lost its tables. */
  private Answer withoutTables(Operation operation) throws SQLException {
    if (operation.path().equals("/api/v1/setup")) {
      try (TestServer empty = TestServer.startEmpty(emptyData)) {
        dropTables(emptyData);
        return operation.id().equals("setUp")
            ? setUp(empty, "0")
            : empty.send(empty.request(operation.path()));
      }
    }
    String credential =
        operation.id().equals("sendEvents")
            ? lostTarget.apiTokenValue()
            : lost.server().accessToken();
    HttpRequest.Builder request =
        lost.request(operation, lostTarget, "", scene.body(operation, target))
            .header("Cookie", lostCookie);
    return lost.server().send(request.header("Authorization", "Bearer " + credential));
  }

  private static HttpRequest.Builder request(Operation operation, Target asked) {
    return scene.request(operation, asked);
  }

  private static HttpRequest.Builder body(Operation operation, String body) {
    return scene.request(operation, target, "", body);
  }

  private static String tooLarge(Operation operation) {
    return " ".repeat(operation.id().equals("sendEvents") ? (20 << 20) + 1 : (256 << 10) + 1);
  }

  private static HttpRequest.Builder authorized(Operation operation, HttpRequest.Builder request) {
    return operation.id().equals("sendEvents")
        ? request.header("Authorization", "Bearer " + target.apiTokenValue())
        : asAna(request);
  }

  private static HttpRequest.Builder asAna(HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer " + server.accessToken());
  }

  private static String cookie(TestServer at) {
    String cookie =
        at.logIn(TestServer.EMAIL, TestServer.PASSWORD).headers().getOrDefault("set-cookie", "");
    return cookie.split(";", 2)[0];
  }

  private static Answer setUp(TestServer at, String code) {
    String json =
        "{\"code\":\"" + code + "\",\"email\":\"zoe@example.com\",\"password\":\"correct horse\"}";
    return at.send(at.request("/api/v1/setup").POST(BodyPublishers.ofString(json)));
  }

  private static void dropTables(Path data) throws SQLException {
    String url = "jdbc:sqlite:" + data.resolve("tombo.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        statement.execute("drop table " + table);
      }
    }
  }
}
