// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a crash, a full disk or another user can do to a spool. */
class SpoolHostilityTest {
  private static final String PLACE = SpoolPlace.key("http://localhost:1", Pipeline.TOKEN) + ".0";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 100})
  void open_tornTail_sendsWhatIsWhole(int cut) throws IOException {
    Path segment = leave(2);
    byte[] bytes = Files.readAllBytes(segment);
    Files.write(segment, java.util.Arrays.copyOf(bytes, bytes.length - cut));

    assertThat(replayed().tombo.status().sent()).isEqualTo(1);
    assertThat(SpoolTest.segments(directory)).isEmpty();
  }

  @Test
  void open_brokenRecord_sendsTheOthers() throws IOException {
    Path segment = leave(3);
    byte[] bytes = Files.readAllBytes(segment);
    bytes[40] ^= 1;
    Files.write(segment, bytes);

    assertThat(replayed().tombo.status().sent()).isEqualTo(2);
  }

  @Test
  void open_senselessLength_sendsWhatIsBefore() throws IOException {
    Path segment = leave(1);
    byte[] bytes = Files.readAllBytes(segment);
    byte[] longer = java.util.Arrays.copyOf(bytes, bytes.length + 8);
    longer[bytes.length] = 0x7f;
    Files.write(segment, longer);

    assertThat(replayed().tombo.status().sent()).isEqualTo(1);
  }

  @Test
  void open_foreignFiles_areLeftAlone() throws IOException {
    Path segment = leave(1);
    Path place = parent(segment);
    Path secret = Files.write(directory.resolve("secret"), "secret".getBytes(UTF_8));
    Files.write(place.resolve("notes.txt"), "mine".getBytes(UTF_8));
    Files.createDirectory(place.resolve(name('a')));
    Files.createSymbolicLink(place.resolve(name('b')), secret);
    Files.write(place.resolve(name('c')), "no segment at all".getBytes(UTF_8));
    Files.write(place.resolve(name('d')), new byte[0]);

    assertThat(replayed().tombo.status().sent()).isEqualTo(1);
    assertThat(secret).hasContent("secret");
    assertThat(place.resolve("notes.txt")).exists();
    assertThat(place.resolve(name('b'))).isSymbolicLink();
    assertThat(place.resolve(name('c'))).doesNotExist();
  }

  @Test
  void open_always_nobodyElseMayRead() throws IOException {
    Path segment = leave(1);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent(segment))))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(segment)))
        .isEqualTo("rw-------");
  }

  @Test
  void open_placeIsALink_isNotFollowed(@TempDir Path elsewhere) throws IOException {
    Path place = directory.resolve(PLACE);
    Files.createSymbolicLink(place, elsewhere);
    Pipeline pipeline = away();
    pipeline.tombo.capture("one");
    pipeline.run();

    assertThat(elsewhere).isEmptyDirectory();
    assertThat(pipeline.tombo.status().queued()).isEqualTo(1);
  }

  @Test
  void open_directoryIsAFile_keepsInMemory() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Pipeline pipeline =
        new Pipeline(options -> options.spoolDirectory(file).spool(SpoolMode.ALWAYS));
    pipeline.server.thenUnreachable();
    pipeline.tombo.capture("one");
    pipeline.run();
    assertThat(pipeline.channel.worker.stored().reached()).isLessThanOrEqualTo(1);
    pipeline.advance(Duration.ofMinutes(1));

    assertThat(pipeline.tombo.status().sent()).isEqualTo(1);
  }

  /** As a disk does that has run full, or was taken away. */
  @Test
  void run_diskFailsLater_keepsInMemoryAndTriesAgain() throws IOException {
    Pipeline pipeline = away();
    pipeline.run();
    Path place = directory.resolve(PLACE);
    Path moved = Files.move(place, directory.resolve("moved"));
    for (int i = 0; i < 40; i++) {
      pipeline.tombo.capture("event " + i);
      pipeline.advance(Duration.ofSeconds(3));
    }
    assertThat(pipeline.tombo.status().queued()).isEqualTo(40);
    Files.move(moved, place);
    pipeline.tombo.capture("after");
    pipeline.advance(Duration.ofSeconds(15));
    pipeline.advance(Duration.ofSeconds(15));

    assertThat(pipeline.tombo.status().spooled()).isEqualTo(41);
    SpoolTest.end(pipeline);
    assertThat(replayed().tombo.status().sent()).isEqualTo(41);
  }

  @Test
  void open_anotherIsRunning_takesAnotherPlace() throws IOException {
    Pipeline first = away();
    first.tombo.capture("first");
    first.run();
    Pipeline second = away();
    second.time.advance(Duration.ofSeconds(1));
    second.tombo.capture("second");
    second.run();
    assertThat(directory.toFile().list()).hasSize(2);

    SpoolTest.end(first);
    SpoolTest.end(second);
    assertThat(replayed().tombo.status().sent()).isEqualTo(2);
  }

  private Pipeline away() {
    Pipeline pipeline = new Pipeline(options -> options.spoolDirectory(directory));
    for (int i = 0; i < 500; i++) {
      pipeline.server.then(503, "", "3600");
    }
    return pipeline;
  }

  /** Leaves so many records behind, in one segment. */
  private Path leave(int records) throws IOException {
    Pipeline pipeline = away();
    for (int i = 0; i < records; i++) {
      pipeline.tombo.capture("record " + i);
      pipeline.advance(Duration.ofSeconds(3));
    }
    SpoolTest.end(pipeline);
    List<Path> segments = new ArrayList<>(SpoolTest.segments(directory));
    assertThat(segments).hasSize(1);
    return segments.get(0);
  }

  private Pipeline replayed() {
    Pipeline pipeline = new Pipeline(options -> options.spoolDirectory(directory));
    pipeline.run();
    pipeline.advance(Duration.ofSeconds(3));
    return pipeline;
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    assertThat(parent).isNotNull();
    return parent == null ? file : parent;
  }

  private static String name(char digit) {
    return String.join("", java.util.Collections.nCopies(32, String.valueOf(digit))) + ".segment";
  }
}
