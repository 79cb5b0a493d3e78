// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.mail;

import dev.tombo.server.Certificates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** An SMTP server that takes a mail once the connection is encrypted; notes all that it is told. */
final class StarttlsServer implements AutoCloseable {
  private static final char[] PASSWORD = "of the store".toCharArray();

  private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final List<String> inTheClear = new CopyOnWriteArrayList<>();
  private final List<String> encrypted = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::serve, "smtp");
  private final Certificates certificates;

  StarttlsServer(Certificates certificates) throws IOException {
    this.certificates = certificates;
    thread.start();
  }

  int port() {
    return listening.getLocalPort();
  }

  /** What it was told before and after; whole once the connection has ended. */
  List<String> told(boolean secretly) {
    return secretly ? encrypted : inTheClear;
  }

  /** The sockets of a client that trusts it. */
  SSLSocketFactory trusting() throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry("server", certificates.certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  private SSLSocketFactory own() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    store.setKeyEntry(
        "server", certificates.key(), PASSWORD, new Certificate[] {certificates.certificate()});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context.getSocketFactory();
  }

  private void serve() {
    try (Socket socket = listening.accept()) {
      answer(socket, "220 ready");
      if (talk(socket, inTheClear, "250 STARTTLS")) {
        SSLSocket secure =
            (SSLSocket) own().createSocket(socket, "127.0.0.1", socket.getPort(), true);
        secure.setUseClientMode(false);
        talk(secure, encrypted, "250 AUTH PLAIN");
      }
    } catch (IOException e) {
      // The client hung up, as one does that does not trust it.
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Answers each line; true where TLS begins. */
  private static boolean talk(Socket socket, List<String> told, String offer) throws IOException {
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    boolean text = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      told.add(line);
      if (text) {
        text = !line.equals(".");
        if (!text) {
          answer(socket, "250 taken");
        }
        continue;
      }
      String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
      text = verb.equals("DATA");
      answer(
          socket,
          switch (verb) {
            case "EHLO" -> "250-localhost\r\n" + offer;
            case "STARTTLS" -> "220 go ahead";
            case "AUTH" -> "235 welcome";
            case "DATA" -> "354 go ahead";
            case "QUIT" -> "221 bye";
            default -> "250 fine";
          });
      if (verb.equals("STARTTLS")) {
        return true;
      }
    }
    return false;
  }

  private static void answer(Socket socket, String line) throws IOException {
    Writer out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.US_ASCII);
    out.write(line + "\r\n");
    out.flush();
  }

  /** Waits until the connection has ended. */
  void awaitEnd() throws InterruptedException {
    thread.join();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
