// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The server's one secret, from which the key of each purpose is derived: 32 random bytes in hex,
 * in a file that only its owner reads. Immutable.
 */
public final class KeyFile {
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{" + 2 * BYTES + "}");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final HmacKey secret;

  private KeyFile(byte[] secret) {
    this.secret = new HmacKey(secret);
  }

  /**
   * Reads the file, making it first if there is none.
   *
   * @throws IllegalStateException if it holds something else
   * @throws UncheckedIOException if it cannot be read or made
   */
  public static KeyFile open(Path file, SecureRandom random) {
    try {
      if (!Files.exists(file)) {
        create(file, random);
      }
      String hex = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      if (!FORM.matcher(hex).matches()) {
        throw new IllegalStateException(
            "the key file " + file + " is damaged: it is not " + 2 * BYTES + " hex digits");
      }
      return new KeyFile(HexFormat.of().parseHex(hex));
    } catch (IOException e) {
      throw new UncheckedIOException("the key file " + file + " cannot be read or made", e);
    }
  }

  /** A key of 32 bytes for one purpose: HMAC-SHA-256 (RFC 2104) of its name under the secret. */
  byte[] derive(String purpose) {
    return secret.mac(purpose.getBytes(StandardCharsets.UTF_8));
  }

  private static void create(Path file, SecureRandom random) throws IOException {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    FileAttribute<?>[] ownerOnly =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    Path draft = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(draft);
    Files.createFile(draft, ownerOnly);
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      String hex = HexFormat.of().formatHex(secret) + "\n";
      channel.write(ByteBuffer.wrap(hex.getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // Another server on this directory was first: its key is the one to read.
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
