// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.ServerConfig.FirstAccount;
import dev.tombo.server.ServerConfig.FirstProject;
import dev.tombo.server.auth.Accounts;
import dev.tombo.server.auth.Passwords;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.Role;
import dev.tombo.server.model.Scope;
import dev.tombo.server.store.Store;
import dev.tombo.server.store.jdbc.JdbcStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A real server over SQLite on a free port, and its clients; closing it fails if it logged an
 * error.
 */
final class TestServer implements AutoCloseable {
  static final String TOKEN = "0123456789abcdef0123456789abcdef";
  static final String EMAIL = "ana@example.com";
  static final String PASSWORD = "correct horse";
  static final String JSON = "application/json";
  static final String NDJSON = "application/x-ndjson";
  static final String EVENTS = "/api/v1/events";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path data;
  private final TomboServer server;
  private final TestLog log;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String accessToken;

  private TestServer(ServerConfig config) {
    this.data = config.data();
    this.log = TestLog.listen();
    this.server = TomboServer.start(config);
    this.accessToken =
        config.firstAccount().isPresent()
            ? logIn(EMAIL, PASSWORD).json().path("accessToken").asText()
            : "";
  }

  /** Starts a server, with its first account and project if the directory holds none. */
  static TestServer start(Path data) {
    return start(data, config -> config);
  }

  /** Starts one that differs in its configuration. */
  static TestServer start(Path data, UnaryOperator<ServerConfig.Builder> change) {
    ServerConfig.Builder usual =
        ServerConfig.builder(data)
            .firstAccount(new FirstAccount(EMAIL, PASSWORD))
            .firstProject(new FirstProject("shop", TOKEN));
    return new TestServer(change.apply(usual).build());
  }

  /** Starts one that nobody has an account of. */
  static TestServer startEmpty(Path data) {
    return startEmpty(ServerConfig.of(data));
  }

  /** Starts one like that, which is configured so. */
  static TestServer startEmpty(ServerConfig config) {
    return new TestServer(config);
  }

  /** The directory with its database and key file. */
  Path data() {
    return data;
  }

  /** The access token of the first account. */
  String accessToken() {
    return accessToken;
  }

  Answer logIn(String email, String password) {
    String body = "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
    return send(request("/api/v1/sessions").POST(BodyPublishers.ofString(body)));
  }

  /** Sends a batch in JSON with the project's API token. */
  Answer post(String json) {
    return post(JSON, json.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a batch with the project's API token. */
  Answer post(String type, byte[] body, String... headers) {
    HttpRequest.Builder request =
        request(EVENTS).header("Authorization", "Bearer " + TOKEN).header("Content-Type", type);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.POST(BodyPublishers.ofByteArray(body)));
  }

  /** Asks as the first account. */
  Answer get(String path) {
    return get(path, accessToken);
  }

  Answer get(String path, String credential) {
    return send(request(path).header("Authorization", "Bearer " + credential));
  }

  /** Changes something as the first account. */
  Answer patch(String path, String json) {
    return send("PATCH", path, json, accessToken);
  }

  /** Asks for something with a body. */
  Answer send(String method, String path, String json, String credential) {
    return send(
        request(path)
            .header("Authorization", "Bearer " + credential)
            .header("Content-Type", JSON)
            .method(method, BodyPublishers.ofString(json)));
  }

  /** The event of the first project, as it is read back. */
  Answer event(String id) {
    return get("/api/v1/projects/1/events/" + id);
  }

  /** Makes another account, as the command line does, and logs it in; answers its access token. */
  String account(String email) {
    try (Store store = JdbcStore.sqlite(data.resolve("tombo.db"))) {
      Passwords passwords = new Passwords(new SecureRandom());
      Accounts accounts = new Accounts(store.accounts(), passwords, InstantSource.system());
      assertThat(
              accounts.create(new Accounts.Person(email, "", PASSWORD), false, Actor.COMMAND_LINE))
          .isPresent();
    }
    return logIn(email, PASSWORD).json().path("accessToken").asText();
  }

  /** Makes an account a member of a project. */
  void member(String email, long project, Role role) {
    try (Store store = JdbcStore.sqlite(data.resolve("tombo.db"))) {
      long account = store.accounts().findByEmail(email).orElseThrow().id();
      store.projects().setMember(project, account, Optional.of(role), Instant.now());
    }
  }

  /** Makes a personal token of the first account. */
  String personalToken(Scope... scopes) {
    return personalToken(accessToken, scopes);
  }

  /** Makes a personal token of an account that has this access token. */
  String personalToken(String ofAccessToken, Scope... scopes) {
    String names =
        Arrays.stream(scopes)
            .map(scope -> '"' + scope.wireName() + '"')
            .collect(Collectors.joining(","));
    String json = "{\"name\":\"a script\",\"scopes\":[" + names + "]}";
    Answer made = send("POST", "/api/v1/me/tokens", json, ofAccessToken);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.json().path("token").asText();
  }

  /** The server itself. */
  TomboServer server() {
    return server;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(PATIENCE);
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpRequest sent = request.build();
      HttpResponse<String> response = client.send(sent, BodyHandlers.ofString());
      Map<String, String> headers = new HashMap<>();
      response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
      Answer answer = new Answer(response.statusCode(), lowerCase(headers), response.body());
      String base = server.publicUrl().path() + "/";
      String path = sent.uri().getRawPath();
      Conformance.check(
          sent, path.startsWith(base) ? path.substring(base.length() - 1) : path, answer);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Sends bytes as they are and reads one answer. */
  Answer raw(byte[] request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(request);
      return readAnswer(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends bytes as they are and hangs up. */
  void hangUp(byte[] request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails if an error was logged so far. */
  void assertCalm() {
    log.assertCalm();
  }

  @Override
  public void close() {
    client.close();
    server.close();
    log.close();
    log.assertCalm();
  }

  private static Answer readAnswer(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int octet = in.read();
      assertThat(octet).as("an answer goes on after: %s", head).isNotNegative();
      head.append((char) octet);
    }
    String[] lines = head.toString().strip().split("\r\n", -1);
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] parts = lines[i].split(":", 2);
      headers.put(parts[0], parts[1].strip());
    }
    Map<String, String> known = lowerCase(headers);
    int length = Integer.parseInt(known.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Answer(Integer.parseInt(lines[0].split(" ", 3)[1]), known, body);
  }

  private static Map<String, String> lowerCase(Map<String, String> headers) {
    Map<String, String> lower = new HashMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    return lower;
  }
}
