// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.store.jdbc.JdbcStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tries a start for what its surroundings may have in the way: one clear line, and status 1. */
@Timeout(120)
final class StartFailureTest {
  private static final String HBA =
      """
      host all postgres samehost trust
      host all all samehost scram-sha-256
      """;

  @TempDir private Path directory;

  private String data() {
    return "--data=" + directory.resolve("data");
  }

  private static String failure(String... arguments) {
    List<String> call = new ArrayList<>(List.of("serve"));
    call.addAll(List.of(arguments));
    Called called = Called.tombo(Map.of(), call.toArray(String[]::new));

    assertThat(called.status()).as(called.errors()).isEqualTo(1);
    assertThat(called.errors()).startsWith("tombo: ").hasLineCount(1).doesNotContain("secret");
    assertThat(called.output()).isEmpty();
    return called.errors();
  }

  @Test
  void serve_onAPortThatIsTaken_saysSo() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();

      assertThat(failure(data(), "--port=" + port))
          .contains("cannot listen on 127.0.0.1 port " + port + ": Address already in use");
    }
  }

  @Test
  void serve_onAnAddressOfAnotherMachine_saysSo() {
    assertThat(failure(data(), "--port=0", "--host=203.0.113.9"))
        .contains("cannot listen on 203.0.113.9 port 0: ");
    assertThat(failure(data(), "--port=0", "--host=no.such.host.invalid"))
        .contains("cannot listen on no.such.host.invalid port 0: ");
  }

  @Test
  void serve_inADirectoryThatIsAFile_saysSo() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThat(failure("--port=0", "--data=" + file)).contains(file + " is a file");
  }

  @Test
  void serve_withADamagedKeyFile_saysSo() throws IOException {
    Path data = Files.createDirectories(directory.resolve("data"));
    for (String damaged : new String[] {"", "secret", "00", "0".repeat(64) + "\n00", "\u00e9"}) {
      Files.writeString(data.resolve("key"), damaged);

      assertThat(failure(data(), "--port=0"))
          .contains("the key file " + data.resolve("key") + " is damaged");
    }
  }

  @Test
  void serve_withAKeyThatIsADirectory_saysSo() throws IOException {
    Path key = Files.createDirectories(directory.resolve("data/key"));

    assertThat(failure(data(), "--port=0")).contains("the key file " + key + " cannot be read");
  }

  @Test
  void serve_onAFileThatIsNoDatabase_saysSo() throws IOException {
    Path file = Files.createDirectories(directory.resolve("data")).resolve("tombo.db");
    Files.writeString(file, "not a database ".repeat(1_000));

    assertThat(failure(data(), "--port=0"))
        .contains("the database " + file + " cannot be opened: ", "not a database");
  }

  @Test
  void serve_onADatabaseOfANewerTombo_saysSo() throws IOException, SQLException {
    Path file = Files.createDirectories(directory.resolve("data")).resolve("tombo.db");
    JdbcStore.sqlite(file).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("insert into migration (version, checksum) values (9999, 1)");
    }

    assertThat(failure(data(), "--port=0")).contains("version 9999, of a newer Tombo");
  }

  @Test
  void serve_withoutItsPostgres_saysSo() {
    String url = "--database-url=jdbc:postgresql://localhost:1/tombo?user=u&password=secret";

    assertThat(failure(data(), "--port=0", url))
        .contains(
            "the database jdbc:postgresql://localhost:1/tombo?user=u&password=*** cannot be"
                + " opened: ",
            "refused")
        .containsOnlyOnce("Check that");
  }

  @Test
  void serve_whomItsPostgresRefuses_saysSo() throws IOException, SQLException {
    Path hba = Files.writeString(directory.resolve("pg_hba.conf"), HBA);
    Files.setPosixFilePermissions(hba, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder().setServerConfig("hba_file", hba.toString()).start()) {
      try (Connection connection = postgres.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("create role tombo login password 'right'");
      }
      String url = "--database-url=jdbc:postgresql://localhost:" + postgres.getPort();

      assertThat(failure(data(), "--port=0", url + "/postgres?user=tombo&password=secret"))
          .contains("password authentication failed for user \"tombo\"");
      assertThat(failure(data(), "--port=0", url + "/postgres?user=tombo"))
          .contains("cannot be opened: ");
      assertThat(failure(data(), "--port=0", url + "/none?user=postgres"))
          .contains("database \"none\" does not exist");
      assertThat(failure(data(), "--port=0", url + "/postgres?user=tombo&password=right"))
          .contains("permission denied");
    }
  }
}
