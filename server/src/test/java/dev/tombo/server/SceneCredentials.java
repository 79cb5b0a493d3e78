// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.ApiScene.Target;
import dev.tombo.server.auth.AccessTokens.Claims;
import dev.tombo.server.auth.JwtAccessTokens;
import dev.tombo.server.auth.KeyFile;
import dev.tombo.server.model.Scope;
import dev.tombo.server.model.Sha256;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The credentials of a scene, by their names in {@code credential-matrix.txt}. */
final class SceneCredentials {
  private final Instant earlier = Instant.now().minus(Duration.ofHours(1));

  private final ApiScene scene;
  private final TestServer server;
  private final Path elsewhere;
  private final Map<String, Optional<String>> known = new HashMap<>();
  private final Target other;

  SceneCredentials(ApiScene scene, Path elsewhere) {
    this.scene = scene;
    this.server = scene.server();
    this.elsewhere = elsewhere;
    this.other = scene.target(logIn(ApiScene.ADA), Map.of());
  }

  /** The header of a credential, which may be the one of the last time. */
  Optional<String> known(String name, Target target) {
    return name.equals("api")
        ? fresh(name, target)
        : known.computeIfAbsent(name, n -> fresh(n, target));
  }

  /** The header of a credential that nobody else has. */
  Optional<String> fresh(String name, Target target) {
    return switch (name) {
      case "none" -> Optional.empty();
      case "junk" -> Optional.of("Basic YW5hOnB3");
      default -> Optional.of("Bearer " + value(name, target));
    };
  }

  private String value(String name, Target target) {
    return switch (name) {
      case "api?" -> "f".repeat(32);
      case "acc?" -> jwt(elsewhere.resolve("key"), Instant.now());
      case "per?" -> "tombo_" + "f".repeat(40);
      case "api-" -> revokedApiToken();
      case "acc-" -> endedAccessToken();
      case "per-" -> revokedPersonalToken();
      case "acc~" -> jwt(server.data().resolve("key"), earlier);
      case "per~" -> expiredPersonalToken();
      case "api" -> target.apiTokenValue();
      case "api2" -> other.apiTokenValue();
      case "own" -> logIn(TestServer.EMAIL);
      case "mem" -> logIn(ApiScene.RUI);
      case "vie" -> logIn(ApiScene.EVA);
      case "out" -> logIn(ApiScene.LEO);
      case "nei" -> logIn(ApiScene.ADA);
      case "own:r" -> server.personalToken(Scope.READ);
      case "own:t" -> server.personalToken(Scope.TRIAGE);
      case "own:a" -> server.personalToken(Scope.ADMIN);
      case "vie:a" -> server.personalToken(logIn(ApiScene.EVA), Scope.ADMIN);
      default -> throw new AssertionError("no credential is called " + name);
    };
  }

  private String logIn(String email) {
    return server.logIn(email, TestServer.PASSWORD).json().path("accessToken").asText();
  }

  private String revokedApiToken() {
    Target target = scene.target();
    delete(
        "/api/v1/projects/" + target.project() + "/tokens/" + target.apiToken(),
        server.accessToken());
    return target.apiTokenValue();
  }

  private String endedAccessToken() {
    String token = logIn(TestServer.EMAIL);
    delete("/api/v1/sessions", token);
    return token;
  }

  private String revokedPersonalToken() {
    String json = "{\"name\":\"lost\",\"scopes\":[\"admin\"]}";
    var made = server.send("POST", "/api/v1/me/tokens", json, server.accessToken()).json();
    delete("/api/v1/me/tokens/" + made.path("id").asText(), server.accessToken());
    return made.path("token").asText();
  }

  private String expiredPersonalToken() {
    String value = "tombo_" + Samples.newId() + "01234567";
    var unused =
        scene
            .store()
            .personalTokens()
            .create(
                scene.account(TestServer.EMAIL),
                "old",
                Sha256.of(value),
                Scope.ADMIN,
                earlier,
                earlier.plusSeconds(60));
    return value;
  }

  /** A token like Ana's, signed by a key file at a time. */
  private String jwt(Path keyFile, Instant at) {
    SecureRandom random = new SecureRandom();
    KeyFile ours = KeyFile.open(server.data().resolve("key"), random);
    Claims claims =
        new JwtAccessTokens(ours, InstantSource.system())
            .verify(server.accessToken())
            .orElseThrow();
    return new JwtAccessTokens(KeyFile.open(keyFile, random), InstantSource.fixed(at))
        .issue(claims);
  }

  private void delete(String path, String credential) {
    assertThat(server.send("DELETE", path, "", credential).status()).isEqualTo(204);
  }
}
