// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.ApiScene.Target;
import dev.tombo.server.OpenApi.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows each kind of credential to each route, and compares with {@code credential-matrix.txt}. */
class CredentialMatrixTest {
  @TempDir private static Path data;
  @TempDir private static Path elsewhere;
  private static ApiScene scene;
  private static SceneCredentials credentials;

  /**
   * What a route answers.
   *
   * @param route method and path, and a query if it matters
   * @param statuses by credential
   */
  record Row(String route, Map<String, Integer> statuses) {
    String method() {
      return route.split(" ", 2)[0];
    }

    String query() {
      return route.contains("?") ? route.substring(route.indexOf('?')) : "";
    }

    Operation operation() {
      String name = route.split("[?]", 2)[0];
      return OpenApi.operations().stream()
          .filter(one -> one.name().equals(name))
          .findFirst()
          .orElseThrow();
    }

    @Override
    public String toString() {
      return route;
    }
  }

  @BeforeAll
  static void start() {
    scene = ApiScene.open(data);
    credentials = new SceneCredentials(scene, elsewhere);
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  @Test
  void matrix_hasEachOperation() {
    assertThat(rows().stream().map(row -> row.route().split("[?]", 2)[0]).distinct())
        .containsExactlyInAnyOrderElementsOf(
            OpenApi.operations().stream().map(Operation::name).toList());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void route_shownEachCredential_answersAsTheMatrixSays(Row row) {
    Operation operation = row.operation();
    boolean usedUp =
        row.method().equals("DELETE")
            || Set.of("rotateApiToken", "splitIssue", "undoActivity").contains(operation.id());
    Target target = scene.target();
    Map<String, Integer> answered = new LinkedHashMap<>();
    boolean done = false;
    for (String column : row.statuses().keySet()) {
      // What was refused before has used nothing up.
      target = usedUp && done ? scene.target() : target;
      String query = row.query().replace("{project}", target.project());
      HttpRequest.Builder request =
          scene.request(operation, target, query, scene.body(operation, target));
      Optional<String> header =
          operation.id().equals("logOut")
              ? credentials.fresh(column, target)
              : credentials.known(column, target);
      header.ifPresent(value -> request.header("Authorization", value));
      int status = scene.server().send(request).status();
      done = status < 300;
      answered.put(column, status);
    }

    assertThat(answered).isEqualTo(row.statuses());
  }

  private static List<Row> rows() {
    List<String> lines = text().lines().filter(line -> !line.startsWith("#")).toList();
    String[] columns = lines.getFirst().split("\\s+", -1);
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\\s+", -1);
      Map<String, Integer> statuses = new LinkedHashMap<>();
      for (int i = 1; i < columns.length; i++) {
        statuses.put(columns[i], Integer.valueOf(cells[i + 1]));
      }
      assertThat(cells).as(line).hasSize(columns.length + 1);
      rows.add(new Row(cells[0] + " " + cells[1], statuses));
    }
    return rows;
  }

  private static String text() {
    String name = "credential-matrix.txt";
    try (InputStream in = CredentialMatrixTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
