// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tries the command line for what is wrong in a call, and for its help. */
final class CommandLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "serve --port x | tombo: port: not a number: x (--port)",
        "serve --port= | tombo: port: empty (--port)",
        "serve --access-log=perhaps | tombo: access-log: not true or false: perhaps (--access-log)",
        "serve --config none.yaml | tombo: config: there is no such file (none.yaml)",
        "serve --tls-cert c.pem | tombo: tls-key: missing; it goes with tls-cert (--tls-cert)",
        "serve --prot 1 | tombo: Unknown option",
        "serve --port 1 --port 2 | tombo: option '--port' (PORT) should be specified only once",
        "serve --port | tombo: Missing required parameter for option '--port' (PORT)",
        "serve here | tombo: Unmatched argument at index 1: 'here'",
        "serve --admin-password 12345678 | tombo: Unknown options: '--admin-password', '12345678'",
        "sevre | tombo: Unmatched argument at index 0: 'sevre'",
        "project | tombo: Missing required subcommand; see tombo project --help",
        "project add | tombo: Missing required option: '--name=NAME'; see tombo project add --help",
        "project add --name= | tombo: --name: not 1 to 200 characters in one line",
        "project member --project 1 --email a@b --role boss | tombo: --role: not viewer, member",
        "token add --project 1 | tombo: Missing required option: '--name=NAME'",
        "token add --project 1 --name a\u0007b | tombo: --name: not 1 to 200 characters in one line",
        "token revoke --project 1 | tombo: Missing required parameter: 'ID'",
        "token revoke --project 1 x | tombo: Invalid value for positional parameter at index 0 (ID)",
        "token list --project 1 --port 1 | tombo: Unknown options: '--port', '1'",
        "token list --project 1 --data= | tombo: data: empty (--data)",
        "--nonsense | tombo: Unknown option: '--nonsense'"
      })
  void call_thatIsWrong_isOneLineAndStatus2(String call, String complaint) {
    Called called = Called.tombo(Map.of(), call.split(" ", -1));

    assertThat(called.status()).isEqualTo(2);
    assertThat(called.errors()).startsWith(complaint).hasLineCount(1);
    assertThat(called.output()).isEmpty();
  }

  @Test
  void call_withoutACommand_isToldHowToAsk() {
    Called called = Called.tombo(Map.of());

    assertThat(called.status()).isEqualTo(2);
    assertThat(called.errors()).startsWith("tombo: ").contains("tombo --help").hasLineCount(1);
  }

  @Test
  void call_withControlCharacters_showsThemEscaped() {
    Called called = Called.tombo(Map.of(), "serve", "--port", "1\n\u001b[31mtombo: all is well");

    assertThat(called.status()).isEqualTo(2);
    assertThat(called.errors()).hasLineCount(1).contains("1\\n\\u001b[31m");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "serve --help",
        "version --help",
        "account --help",
        "account add --help",
        "account list --help",
        "account password --help",
        "account admin --help",
        "project --help",
        "project add --help",
        "project list --help",
        "project member --help",
        "project members --help",
        "token --help",
        "token add --help",
        "token list --help",
        "token revoke --help"
      })
  void help_ofEachCommand_isReadable(String call) {
    Called called = Called.tombo(Map.of(), call.split(" ", -1));

    assertThat(called.status()).isZero();
    assertThat(called.output()).startsWith("Usage: tombo ").doesNotContain("null", "${", "%");
    assertThat(called.output().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
    assertThat(called.errors()).isEmpty();
  }

  @Test
  void help_ofServe_hasEveryOptionWithItsDefaultAndVariable() {
    String help = Called.tombo(Map.of(), "serve", "--help").output().replaceAll("\\s+", " ");

    for (Setting setting : Setting.values()) {
      setting
          .flag()
          .ifPresent(flag -> assertThat(help).contains(flag, "Or " + setting.variable() + "."));
      setting.standard().ifPresent(text -> assertThat(help).contains("Default: " + text + "."));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "--version", "serve --version"})
  void version_askedInAnyWay_isOneLine(String call) {
    Called called = Called.tombo(Map.of(), call.split(" ", -1));

    assertThat(called.status()).isZero();
    assertThat(called.output()).startsWith("tombo ").hasLineCount(1);
  }
}
