// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombo.server.OpenApi.Operation;
import dev.tombo.server.mail.SmtpServer;
import dev.tombo.server.mail.SmtpServer.Security;
import dev.tombo.server.model.Person;
import dev.tombo.server.model.Role;
import dev.tombo.server.model.Sha256;
import dev.tombo.server.store.ErasureStore;
import dev.tombo.server.store.InvitationStore.NewInvitation;
import dev.tombo.server.store.RegroupStore;
import dev.tombo.server.store.Store;
import dev.tombo.server.store.jdbc.JdbcStore;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A server with projects, their people and what is in them, and a good request for each operation
 * of the document. Ana owns every project that it makes, Rui is a member, Eva a viewer; Leo has
 * none, and Ada her own.
 */
final class ApiScene implements AutoCloseable {
  static final String RUI = "rui@example.com";
  static final String EVA = "eva@example.com";
  static final String LEO = "leo@example.com";
  static final String ADA = "ada@example.com";

  /** Who forgets her password, and does nothing else. */
  static final String TIA = "tia@example.com";

  /** Who has a second factor. */
  static final String NIA = "nia@example.com";

  /** Nothing concerns whom the scene erases. */
  private static final ErasureStore.Reader NOBODYS =
      new ErasureStore.Reader() {
        @Override
        public Optional<ErasureStore.Trace> trace(long project, byte[] body, Person person) {
          return Optional.empty();
        }

        @Override
        public RegroupStore.Describer describer(long project) {
          return body -> Optional.empty();
        }
      };

  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  private final TestServer server;
  private final Store store;
  private int projects;
  private int sessions;
  private int people;

  private ApiScene(TestServer server) {
    this.server = server;
    this.store = JdbcStore.sqlite(server.data().resolve("tombo.db"));
  }

  /**
   * A project with something of everything, all of it Ana's.
   *
   * @param project its number
   * @param apiToken the number of its token
   * @param apiTokenValue what sends into it
   * @param issue an issue
   * @param event an event of that
   * @param personalToken the number of a personal token
   * @param invitation the number of an invitation
   * @param member the number of an account, a member's if there is one
   * @param session the number of a session
   * @param erasure the number of an erasure, which is the second in Ana's projects, of which Ada's
   *     have one
   */
  record Target(
      String project,
      String apiToken,
      String apiTokenValue,
      String issue,
      String event,
      String personalToken,
      String invitation,
      String member,
      String activity,
      String session,
      String erasure) {
    /** None of it there. */
    static final Target NOTHING =
        new Target(
            "999", "999", "", "999-1", "0".repeat(32), "999", "999", "999", "999", "999", "999");

    /** The same, but for the member. */
    Target withMember(String account) {
      return new Target(
          project,
          apiToken,
          apiTokenValue,
          issue,
          event,
          personalToken,
          invitation,
          account,
          activity,
          session,
          erasure);
    }

    /** The value of a parameter of an operation's path. */
    String id(Operation operation, String parameter) {
      return switch (parameter) {
        case "project" -> project;
        case "token" -> apiToken;
        case "event" -> event;
        case "activity" -> activity;
        case "invitation" -> invitation;
        case "account" -> member;
        case "erasure" -> erasure;
        case "id" ->
            operation.path().startsWith("/api/v1/me/tokens/")
                ? personalToken
                : operation.path().startsWith("/api/v1/me/sessions/") ? session : issue;
        default ->
            throw new AssertionError("no value for {" + parameter + "} of " + operation.name());
      };
    }
  }

  static ApiScene open(Path data) {
    SmtpServer nobodyThere =
        new SmtpServer("127.0.0.1", 1, Security.NONE, Optional.empty(), "tombo@example.com");
    ApiScene scene =
        new ApiScene(TestServer.start(data, config -> config.signUp(true).mail(nobodyThere)));
    List.of(RUI, EVA, LEO, ADA, TIA)
        .forEach(email -> assertThat(scene.server.account(email)).isNotEmpty());
    var unused = Authenticator.enrol(scene.server, scene.server.account(NIA));
    return scene;
  }

  TestServer server() {
    return server;
  }

  Store store() {
    return store;
  }

  long account(String email) {
    return store.accounts().findByEmail(email).orElseThrow().id();
  }

  /** Makes a project of Ana's, with its members and contents. */
  Target target() {
    return target(server.accessToken(), Map.of(RUI, Role.MEMBER, EVA, Role.VIEWER));
  }

  /** Makes a project of whoever has an access token, with its members and contents. */
  Target target(String owner, Map<String, Role> members) {
    String name = "project " + ++projects;
    String project =
        made("/api/v1/projects", "{\"name\":\"" + name + "\"}", owner).path("id").asText();
    members.forEach(
        (email, role) ->
            store
                .projects()
                .setMember(
                    Long.parseLong(project), account(email), Optional.of(role), Instant.now()));
    JsonNode token = made("/api/v1/projects/" + project + "/tokens", "{\"name\":\"web\"}", owner);
    String event = Samples.newId();
    Answer sent =
        server.send(
            "POST",
            TestServer.EVENTS,
            Samples.batch(Samples.event(event)),
            token.path("token").asText());
    assertThat(sent.receipt()).isEqualTo("1 accepted, 0 duplicates");
    String activity = merged(project, token.path("token").asText(), owner);
    JsonNode personal =
        made("/api/v1/me/tokens", "{\"name\":\"script\",\"scopes\":[\"read\"]}", owner);
    return new Target(
        project,
        token.path("id").asText(),
        token.path("token").asText(),
        project + "-1",
        event,
        personal.path("id").asText(),
        made("/api/v1/projects/" + project + "/invitations", json("role", "viewer"), owner)
            .path("id")
            .asText(),
        Long.toString(account(EVA)),
        activity,
        session(owner),
        erasure(project, owner));
  }

  /** Erases somebody whom nothing concerns, so that nothing changes afterwards. */
  private String erasure(String project, String owner) {
    String path = "/api/v1/projects/" + project + "/erasures";
    String json = json("email", "nobody@example.com");
    String first = made(path, json, owner).path("id").asText();
    String last =
        owner.equals(server.accessToken()) ? made(path, json, owner).path("id").asText() : first;
    while (store.erasures().step(NOBODYS, 500, Instant.now())) {
      // Until they are done.
    }
    return last;
  }

  /** Begins a session beside the one of an access token; answers its number. */
  private String session(String accessToken) {
    String email = server.get("/api/v1/me", accessToken).json().at("/account/email").asText();
    long number = ++sessions;
    Instant now = Instant.now();
    var account = store.accounts().findByEmail(email).orElseThrow();
    assertThat(store.sessions().create(number, account, "scene", now, now.plusSeconds(3600)))
        .isTrue();
    return Long.toString(number);
  }

  /**
   * Sends an event of another fault and merges its issue into the first one; answers the number of
   * that activity, which is another in Ada's projects.
   */
  private String merged(String project, String apiToken, String owner) {
    String event = Samples.event(Samples.newId(), "\"message\":\"bye\"");
    assertThat(server.send("POST", TestServer.EVENTS, Samples.batch(event), apiToken).status())
        .isEqualTo(200);
    if (!owner.equals(server.accessToken())) {
      for (String status : List.of("resolved", "unresolved")) {
        String path = "/api/v1/issues/" + project + "-1";
        assertThat(server.send("PATCH", path, json("status", status), owner).status())
            .isEqualTo(200);
      }
    }
    String ids = "{\"ids\":[\"" + project + "-2\"]}";
    String path = "/api/v1/issues/" + project + "-1";
    assertThat(server.send("POST", path + "/merge", ids, owner).status()).isEqualTo(200);
    return server.get(path + "/activity", owner).json().at("/items/0/id").asText();
  }

  /** The version of a project's rules; 0 where there is no such project. */
  private long rulesVersion(Target target) {
    return store
        .groupings()
        .rules(Long.parseLong(target.project()))
        .map(rules -> rules.version())
        .orElse(0L);
  }

  /** The version of a project's rules of scrubbing; 0 where there is no such project. */
  private long scrubbingVersion(Target target) {
    return store
        .scrubbing()
        .rules(Long.parseLong(target.project()))
        .map(rules -> rules.version())
        .orElse(0L);
  }

  /** The newest fingerprint of an issue; of none where there is no such issue. */
  private String fingerprint(String issue) {
    JsonNode fingerprints =
        server.get("/api/v1/issues/" + issue).json().at("/grouping/fingerprints");
    return fingerprints.isEmpty() ? "v1:0" : fingerprints.get(fingerprints.size() - 1).asText();
  }

  /** What the link of a new invitation carries; of none where there is no such project. */
  private String invitation(String project) {
    String token = Samples.newId();
    Instant now = Instant.now();
    store
        .projects()
        .find(Long.parseLong(project))
        .ifPresent(
            found -> {
              var unused =
                  store
                      .invitations()
                      .create(
                          new NewInvitation(
                              found.id(),
                              Role.MEMBER,
                              Optional.empty(),
                              Sha256.of(token),
                              account(TestServer.EMAIL),
                              now,
                              now.plusSeconds(60)));
            });
    return token;
  }

  /** What Tia's link to another password carries. */
  private String resetToken(Target target) {
    String token = Samples.newId();
    if (!target.equals(Target.NOTHING)) {
      Instant now = Instant.now();
      Instant end = now.plusSeconds(60);
      Instant any = now.plusSeconds(7200);
      assertThat(store.accounts().setResetLink(account(TIA), Sha256.of(token), now, end, any))
          .isTrue();
    }
    return token;
  }

  /** What Nia's second step takes: its token, and a recovery code that was not used. */
  String secondStep(boolean right) {
    String code = Samples.newId();
    if (right) {
      byte[] hash = Sha256.of(code.toUpperCase(Locale.ROOT));
      assertThat(store.secondFactors().setRecoveryCodes(account(NIA), List.of(hash), Instant.now()))
          .isTrue();
    }
    Answer first = server.logIn(NIA, TestServer.PASSWORD);
    return json("secondStep", first.json().path("secondStep").asText(), "code", code);
  }

  /** A good request of an operation, but for its credential. */
  HttpRequest.Builder request(Operation operation, Target target) {
    return request(operation, target, "", body(operation, target));
  }

  /** A request of an operation with a query and a body. */
  HttpRequest.Builder request(Operation operation, Target target, String query, String body) {
    String path =
        PARAMETER
            .matcher(operation.path())
            .replaceAll(found -> target.id(operation, found.group(1)));
    HttpRequest.Builder request = server.request(path + query);
    if (!body.isEmpty()) {
      request.header("Content-Type", TestServer.JSON);
    }
    return request.method(
        operation.method(),
        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
  }

  /** What a good request of an operation sends; empty where it sends nothing. */
  String body(Operation operation, Target target) {
    return switch (operation.id()) {
      case "sendEvents" -> Samples.batch(Samples.event(Samples.newId()));
      case "logIn" -> json("email", TestServer.EMAIL, "password", TestServer.PASSWORD);
      case "finishLogIn" -> secondStep(!target.equals(Target.NOTHING));
      case "startSecondFactor", "createRecoveryCodes", "disableSecondFactor" ->
          json("password", target.equals(Target.NOTHING) ? "guess" : TestServer.PASSWORD);
      case "confirmSecondFactor" -> json("code", "000000");
      case "setUp" ->
          json("code", "0", "email", "zoe@example.com", "password", TestServer.PASSWORD);
      case "signUp" ->
          target.equals(Target.NOTHING)
              ? json("email", RUI, "password", TestServer.PASSWORD, "invitation", "0")
              : json("email", "p" + ++people + "@example.com", "password", TestServer.PASSWORD);
      case "findInvitation", "acceptInvitation" -> json("invitation", invitation(target.project()));
      case "createPasswordReset", "resetSecondFactor" ->
          json("email", target.equals(Target.NOTHING) ? "nobody@example.com" : TIA);
      case "mailPasswordReset" -> json("email", "nobody" + ++people + "@example.com");
      case "resetPassword" -> json("token", resetToken(target), "password", TestServer.PASSWORD);
      case "changePassword" ->
          json("oldPassword", TestServer.PASSWORD, "newPassword", TestServer.PASSWORD);
      case "changeMember" -> json("role", "viewer");
      case "createInvitation" -> json("role", "member");
      case "createPersonalToken" -> "{\"name\":\"script\",\"scopes\":[\"read\"]}";
      case "createProject" -> json("name", "project " + ++projects);
      case "createApiToken" -> json("name", "web");
      case "changeProject" -> "{\"rateLimit\":null,\"dailyQuota\":null}";
      case "triageIssues" -> "{\"ids\":[\"" + target.issue() + "\"],\"action\":\"resolve\"}";
      case "changeIssue" -> json("status", "resolved");
      case "mergeIssues" -> "{\"ids\":[\"" + target.project() + "-2\"]}";
      case "splitIssue" -> "{\"fingerprints\":[\"" + fingerprint(target.issue()) + "\"]}";
      case "erasePerson", "exportPerson" ->
          "{\"userId\":\"nobody\",\"email\":\"nobody@example.com\"}";
      case "changeScrubbingRules" ->
          "{\"version\":\"" + scrubbingVersion(target) + "\",\"rules\":{\"keys\":[\"cpf\"]}}";
      case "changeGroupingRules" -> "{\"version\":\"" + rulesVersion(target) + "\",\"rules\":{}}";
      case "previewGroupingRules" -> "{\"rules\":{\"messageCounts\":true}}";
      default -> {
        assertThat(operation.body().node()).as("body of %s", operation.name()).isEmpty();
        yield "";
      }
    };
  }

  @Override
  public void close() {
    store.close();
    server.close();
  }

  private JsonNode made(String path, String json, String accessToken) {
    Answer answer = server.send("POST", path, json, accessToken);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  private static String json(String... pairs) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put(pairs[i], pairs[i + 1]);
    }
    return Answer.MAPPER.valueToTree(fields).toString();
  }
}
