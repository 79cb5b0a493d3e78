// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.ServerConfig.TlsFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Serves https with certificates of each kind, and tries files that are wrong. */
final class TlsTest {
  @TempDir private static Path directory;
  private static Certificates rsa;
  private static Certificates ec;

  @BeforeAll
  static void make() throws Exception {
    rsa = Certificates.make(directory, "rsa", "RSA");
    ec = Certificates.make(directory, "ec", "EC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "ec"})
  void request_overHttps_isAnswered(String kind, @TempDir Path data) throws Exception {
    Certificates files = kind.equals("rsa") ? rsa : ec;
    TestLog log = TestLog.listen();
    try (TomboServer server = start(data, files)) {
      assertThat(server.publicUrl().base()).isEqualTo("https://127.0.0.1:" + server.port());
      assertThat(get(server, files.certificate()).statusCode()).isEqualTo(200);
    }
    log.close();
    log.assertCalm();
  }

  @Test
  void request_thatDoesNotSpeakTls_costsNothing(@TempDir Path data) throws Exception {
    TestLog log = TestLog.listen();
    try (TomboServer server = start(data, ec)) {
      for (String said : new String[] {"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n", "\0", ""}) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
          OutputStream out = socket.getOutputStream();
          out.write(said.getBytes(StandardCharsets.US_ASCII));
          socket.shutdownOutput();
          assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
              .doesNotContain("200");
        } catch (IOException e) {
          assertThat(e).hasMessageContaining("reset");
        }
      }
      assertThatThrownBy(() -> get(server, rsa.certificate())).isInstanceOf(IOException.class);
      assertThat(get(server, ec.certificate()).statusCode()).isEqualTo(200);
    }
    log.close();
    log.assertCalm();
  }

  @Test
  void load_filesWithMoreAroundTheBlocks_works() throws IOException {
    String certificate = Files.readString(ec.pem());
    Path both =
        Files.writeString(
            directory.resolve("both.pem"),
            "Bag Attributes\r\n friendlyName: t\u00e9\r\n"
                + Files.readString(ec.keyPem())
                + certificate.replace("\n", "\r\n")
                + "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n");

    assertThat(load(both, both).getProtocol()).isEqualTo("TLS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none.pem | ec.key | tls-cert: there is no file DIR/none.pem",
        ". | ec.key | tls-cert: DIR/. cannot be read",
        "ec.key | ec.pem | tls-cert: DIR/ec.key holds no certificate in PEM",
        "ec.p12 | ec.key | tls-cert: DIR/ec.p12 holds no certificate in PEM",
        "ec.pem | none.key | tls-key: there is no file DIR/none.key",
        "ec.pem | ec.pem | tls-key: the key in DIR/ec.pem holds no private key in PEM",
        "ec.pem | rsa.key | tls-key: the key in DIR/rsa.key does not belong to the certificate in"
            + " DIR/ec.pem",
        "rsa.pem | ec.key | tls-key: the key in DIR/ec.key does not belong to the certificate in"
            + " DIR/rsa.pem"
      })
  void load_wrongFile_isNamed(String certificate, String key, String problem) {
    assertThatThrownBy(() -> load(directory.resolve(certificate), directory.resolve(key)))
        .isInstanceOf(BadSettingException.class)
        .hasMessage(problem.replace("DIR", directory.toString()));
  }

  @Test
  void load_keyOfTheSameKindThatDoesNotMatch_isRefused() throws Exception {
    Certificates other = Certificates.make(directory, "other", "EC");

    assertThatThrownBy(() -> load(ec.pem(), other.keyPem()))
        .isInstanceOf(BadSettingException.class)
        .hasMessageContaining("does not belong");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ENCRYPTED PRIVATE KEY | is encrypted; openssl pkcs8",
        "RSA PRIVATE KEY | is not PKCS#8; openssl pkcs8",
        "EC PRIVATE KEY | is not PKCS#8; openssl pkcs8",
        "PRIVATE KEY | is damaged, or neither RSA nor EC"
      })
  void load_keyInAnotherForm_isToldWhatToDo(String label, String problem) throws IOException {
    Path key = directory.resolve("wrong.key");
    Files.writeString(key, Certificates.pem(label, new byte[] {0x30, 0x03, 0x02, 0x01, 0x00}));

    assertThatThrownBy(() -> load(ec.pem(), key))
        .isInstanceOf(BadSettingException.class)
        .hasMessageStartingWith("tls-key: the key in " + key + " " + problem);
  }

  @Test
  void load_oldEncryptedKey_isToldSo() throws IOException {
    Path key = directory.resolve("old.key");
    Files.writeString(
        key,
        """
        -----BEGIN RSA PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-256-CBC,00

        AAAA
        -----END RSA PRIVATE KEY-----
        """);

    assertThatThrownBy(() -> load(rsa.pem(), key)).hasMessageContaining("is encrypted");
  }

  @Test
  void load_damagedCertificate_isRefused() throws Exception {
    byte[] der = ec.certificate().getEncoded();
    Path cut = directory.resolve("cut.pem");
    Files.writeString(cut, Certificates.pem("CERTIFICATE", Arrays.copyOf(der, der.length / 2)));
    Path twice = directory.resolve("twice.pem");
    Files.writeString(twice, Files.readString(ec.pem()) + Files.readString(rsa.pem()));

    assertThatThrownBy(() -> load(cut, ec.keyPem()))
        .hasMessage("tls-cert: " + cut + " holds a certificate that is damaged");
    assertThatThrownBy(() -> load(twice, ec.keyPem()))
        .hasMessage("tls-cert: " + twice + " is no chain, each signed by the next");
  }

  @Test
  void serve_wrongFile_isOneLineThatNamesItsSource(@TempDir Path data) {
    Called called =
        Called.tombo(
            Map.of("TOMBO_TLS_KEY", rsa.keyPem().toString()),
            "serve",
            "--port=0",
            "--data=" + data.resolve("none"),
            "--tls-cert=" + ec.pem());

    assertThat(called.status()).isEqualTo(2);
    assertThat(called.errors()).startsWith("tombo: tls-key: ").endsWith(" (TOMBO_TLS_KEY)\n");
    assertThat(data.resolve("none")).doesNotExist();
  }

  private static SSLContext load(Path certificate, Path key) {
    return PemTls.load(new TlsFiles(certificate, key), InstantSource.fixed(Instant.EPOCH));
  }

  private static TomboServer start(Path data, Certificates files) {
    return TomboServer.start(
        ServerConfig.builder(data).tls(new TlsFiles(files.pem(), files.keyPem())).build());
  }

  private static HttpResponse<String> get(TomboServer server, Certificate trusted)
      throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, new char[0]);
    store.setCertificateEntry("tombo", trusted);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), new SecureRandom());
    try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
      URI address = URI.create(server.address().base() + "/health/ready");
      return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
  }
}
