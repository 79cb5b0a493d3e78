// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import dev.tombo.server.ServerConfig.TlsFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Makes of a certificate and its key in PEM (RFC 7468) what https is served with. */
final class PemTls {
  private static final Logger LOG = Logger.getLogger(PemTls.class.getName());
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
  private static final String TO_PKCS8 = "; openssl pkcs8 -topk8 -nocrypt makes what is needed";

  private PemTls() {}

  /**
   * Reads both files.
   *
   * @throws BadSettingException naming the one that is wrong
   */
  static SSLContext load(TlsFiles files, InstantSource clock) {
    List<X509Certificate> chain = certificates(files.certificate());
    PrivateKey key = key(files.key());
    X509Certificate own = chain.getFirst();
    if (!belong(key, own.getPublicKey())) {
      throw wrongKey(files.key(), "does not belong to the certificate in " + files.certificate());
    }
    if (own.getNotAfter().toInstant().isBefore(clock.instant())) {
      LOG.log(Level.WARNING, "the certificate in {0} has expired", files.certificate());
    }
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, new char[0]);
      store.setKeyEntry("tombo", key, new char[0], chain.toArray(Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (KeyStoreException e) {
      throw wrongCertificate(files.certificate(), "is no chain, each signed by the next");
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("https cannot be served with these files", e);
    }
  }

  private static List<X509Certificate> certificates(Path file) {
    StringBuilder blocks = new StringBuilder();
    Matcher block = BLOCK.matcher(text(Setting.TLS_CERT, file));
    while (block.find()) {
      if (block.group(1).equals("CERTIFICATE")) {
        blocks.append(block.group()).append('\n');
      }
    }
    if (blocks.isEmpty()) {
      throw wrongCertificate(file, "holds no certificate in PEM");
    }
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(
              new ByteArrayInputStream(blocks.toString().getBytes(StandardCharsets.US_ASCII)))
          .stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (CertificateException e) {
      throw wrongCertificate(file, "holds a certificate that is damaged");
    }
  }

  private static PrivateKey key(Path file) {
    Matcher block = BLOCK.matcher(text(Setting.TLS_KEY, file));
    while (block.find()) {
      String label = block.group(1);
      String body = block.group(2);
      if (label.startsWith("ENCRYPTED") || body.contains("ENCRYPTED")) {
        throw wrongKey(file, "is encrypted" + TO_PKCS8);
      }
      if (label.equals("PRIVATE KEY")) {
        return pkcs8(file, body);
      }
      if (label.endsWith(" PRIVATE KEY")) {
        throw wrongKey(file, "is not PKCS#8" + TO_PKCS8);
      }
    }
    throw wrongKey(file, "holds no private key in PEM");
  }

  private static PrivateKey pkcs8(Path file, String base64) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(base64);
      for (String algorithm : List.of("RSA", "EC")) {
        try {
          return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (InvalidKeySpecException e) {
          LOG.log(Level.FINE, "not a key of this kind", e);
        }
      }
    } catch (IllegalArgumentException e) {
      throw wrongKey(file, "is damaged");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has RSA and EC", e);
    }
    throw wrongKey(file, "is damaged, or neither RSA nor EC");
  }

  /** Whether what one signs is right by the other. */
  private static boolean belong(PrivateKey key, PublicKey certified) {
    String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      return signature.verify(signed);
    } catch (InvalidKeyException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  /** As bytes, since comments around the blocks may be in any encoding. */
  private static String text(Setting setting, Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new BadSettingException(setting, "there is no file " + file);
    } catch (IOException e) {
      throw new BadSettingException(setting, file + " cannot be read");
    }
  }

  private static BadSettingException wrongCertificate(Path file, String problem) {
    return new BadSettingException(Setting.TLS_CERT, file + " " + problem);
  }

  private static BadSettingException wrongKey(Path file, String problem) {
    return new BadSettingException(Setting.TLS_KEY, "the key in " + file + " " + problem);
  }
}
