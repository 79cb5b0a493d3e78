// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * {@code --password-stdin}: where a password comes from, which never stands on the command line.
 */
final class PasswordOption {
  @Option(
      names = "--password-stdin",
      required = true,
      description = "The password is the first line of the input.")
  void given(boolean yes) {
    // It must be there, so that a later way to give a password is another option.
  }

  /**
   * The first line of an input; empty for none.
   *
   * @throws CommandFailedException if it cannot be read
   */
  String read(InputStream input) {
    // Not by the charset's name: its decoder would put other characters for what is not UTF-8.
    var text = new InputStreamReader(input, StandardCharsets.UTF_8.newDecoder());
    try (BufferedReader lines = new BufferedReader(text)) {
      return Optional.ofNullable(lines.readLine()).orElse("");
    } catch (CharacterCodingException e) {
      throw new CommandFailedException("the password is not UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException("the password cannot be read", e);
    }
  }
}
