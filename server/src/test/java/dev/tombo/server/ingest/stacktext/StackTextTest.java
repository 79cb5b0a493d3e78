// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.stacktext;

import static dev.tombo.server.ingest.stacktext.StackTexts.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.ingest.stacktext.StackText.Parsed;
import dev.tombo.server.model.Thrown;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads what languages other than Java print, and what nobody should. */
final class StackTextTest {
  @ParameterizedTest
  @MethodSource("dev.tombo.server.ingest.stacktext.StackTexts#texts")
  void parse_ofALanguage_isItsExceptionsAndFrames(String platform, String text, String read) {
    assertThat(written(StackText.parse(platform, text, null, null))).isEqualTo(read);
  }

  @ParameterizedTest
  @MethodSource("dev.tombo.server.ingest.stacktext.StackTexts#texts")
  void parse_ofAnUnknownLanguage_isReadAllTheSame(String platform, String text, String read) {
    assertThat(platform).isNotEmpty();
    assertThat(written(StackText.parse(null, text, null, null))).isEqualTo(read);
    assertThat(written(StackText.parse("erlang", text, null, null))).isEqualTo(read);
  }

  @Test
  void parse_messageWithFrames_isPassedOverWhereItIsKnown() {
    String message = "bad\n    at fake (/x.js:1:2)\n   at Fake.Run() in /x.cs:line 1\nend";

    Parsed js = StackText.parse("node", "E: " + message + "\n    at run (/a.js:1:2)", "E", message);
    Parsed net = StackText.parse("dotnet", "E: " + message + "\n   at A.Run()", "E", message);

    assertThat(js.exceptions().getFirst().frames()).hasSize(1);
    assertThat(js.exceptions().getFirst().message()).isEqualTo(message);
    assertThat(net.exceptions().getFirst().frames()).hasSize(1);
    assertThat(net.exceptions().getFirst().message()).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("dev.tombo.server.ingest.stacktext.StackTexts#texts")
  void parse_damagedText_isReadAllTheSame(String platform, String text, String read) {
    assertThat(read).isNotEmpty();
    Random random = new Random(42);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder damaged = new StringBuilder(text);
      for (int i = 0; i <= random.nextInt(3); i++) {
        int at = random.nextInt(damaged.length());
        int end = Math.min(damaged.length(), at + random.nextInt(40));
        damaged.insert(at, damaged.substring(at, end)).delete(end, end + random.nextInt(60));
      }
      for (String known : new String[] {platform, "java", null}) {
        assertThat(StackText.parse(known, damaged.toString(), null, null).exceptions())
            .isNotEmpty();
      }
    }
  }

  /** Found by fuzzing. */
  @Test
  void parse_lineBeforeItsFile_isNone() {
    var frames =
        StackText.parse("dotnet", "E: it\n   at A:line 7.B(C d) in e.cs", null, null)
            .exceptions()
            .getFirst()
            .frames();

    assertThat(frames).hasSize(1);
    assertThat(frames.getFirst().file()).isEqualTo("e.cs");
    assertThat(frames.getFirst().line()).isNull();
  }

  @Test
  void parse_nothing_isWhatIsKnown() {
    for (String platform : new String[] {"java", "node", "python", "dotnet", "go", null}) {
      for (String text : new String[] {"", "\n", " \n ", "E: it"}) {
        Thrown thrown = StackText.parse(platform, text, "E", "it").exceptions().getFirst();

        assertThat(thrown.type()).isEqualTo("E");
        assertThat(thrown.message()).isEqualTo("it");
        assertThat(thrown.frames()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @Timeout(60)
  void parse_hostileTextOfAMegabyte_endsAndIsBounded(String unit) {
    String text = unit.repeat((1 << 20) / unit.length());
    for (String platform : new String[] {"java", "node", "python", "dotnet", "go", "perl"}) {
      for (String message : new String[] {null, text.substring(1)}) {
        Parsed parsed = StackText.parse(platform, text, "a.B", message);

        assertThat(parsed.exceptions()).hasSizeBetween(1, 100);
        assertThat(parsed.exceptions()).allMatch(one -> one.frames().size() <= 500);
      }
    }
  }

  static Stream<String> hostile() {
    return Stream.of(
        "a",
        " ",
        "\n",
        "\t",
        "(",
        ")",
        ":",
        ".",
        "at ",
        "\n\tat ",
        "\n\tat a.b(",
        "\n\tat a.b(C.java:1)",
        "\n\tat a.b(C.java:1)\nx",
        "\nCaused by: a",
        "\n\tSuppressed: a",
        "\n\tSuppressed: a\n\tWrapped by: b",
        "\nCaused by: a\n\tat a.b(C.java:1)\n\tSuppressed: b\n\tat a.b(C.java:1)",
        "\n\t... 7 more",
        "Exception in thread \"",
        "at eval (",
        "[cause]: a: ",
        "@:1:1\n",
        "Traceback (most recent call last):\n",
        "Traceback (most recent call last):\n  File \"a\", line 1, in b\nE: x\n",
        "  File \"a\", line 1, in b\n",
        "+-+---------------- 1 ----------------\n| Traceback (most recent call last):\n| E: 1\n",
        " ---> ",
        "\n ---> a: b",
        "   --- End of inner exception stack trace ---\n",
        "\n ---> (Inner Exception #1) a: b",
        "a ---> b --- End of inner exception stack trace ---\n",
        "a.b(((((\n\t/a.go:1\n",
        "goroutine 1\n");
  }
}
