// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;

/**
 * A certificate for 127.0.0.1 and its key, in PEM files and as objects.
 *
 * @param pem the certificate
 * @param keyPem the key in PKCS#8
 */
public record Certificates(Path pem, Path keyPem, Certificate certificate, Key key) {
  private static final String PASSWORD = "changeit";

  /** Makes a self-signed one by the running JDK's keytool. */
  public static Certificates make(Path directory, String name, String algorithm)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = directory.resolve(name + ".p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            algorithm,
            "-alias",
            "tombo",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=ip:127.0.0.1,dns:localhost",
            "-storepass",
            PASSWORD,
            "-keystore",
            file.toString());
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), Charset.defaultCharset());
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    Certificate certificate = store.getCertificate("tombo");
    Key key = store.getKey("tombo", PASSWORD.toCharArray());
    return new Certificates(
        Files.writeString(
            directory.resolve(name + ".pem"), pem("CERTIFICATE", certificate.getEncoded())),
        Files.writeString(directory.resolve(name + ".key"), pem("PRIVATE KEY", key.getEncoded())),
        certificate,
        key);
  }

  static String pem(String label, byte[] der) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }
}
