// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.mail;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLSocketFactory;

/**
 * Writes and sends mails on a thread of its own, one by one, so that whoever asks for one waits for
 * neither, and cannot tell from the time whether there was one to write. What cannot be sent is
 * logged and given up: people ask again. Thread-safe.
 */
public final class Outbox {
  private static final int MOST_WAITING = 100;
  private static final Logger LOG = Logger.getLogger(Outbox.class.getName());

  private final SmtpSender sender;
  private final ThreadPoolExecutor thread;

  /** An outbox that a server takes mails of, which trusts whom the JDK trusts. */
  public Outbox(SmtpServer server, InstantSource clock, ThreadFactory threads) {
    this(server, clock, threads, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /** One that trusts whom the sockets of a factory trust. */
  Outbox(SmtpServer server, InstantSource clock, ThreadFactory threads, SSLSocketFactory sockets) {
    this.sender = new SmtpSender(server, clock, sockets);
    this.thread =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), threads);
  }

  /**
   * Writes and sends a mail as soon as those before it are gone; false where too many wait.
   *
   * @param writing answers nothing where there is nobody to write to
   */
  public boolean post(Supplier<Optional<Letter>> writing) {
    try {
      thread.execute(() -> send(writing));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Sends what waits, for so long; then gives it up. */
  public void close(Duration grace) {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        int left = thread.shutdownNow().size();
        LOG.log(Level.WARNING, "the server stops: {0} mails were not sent", left);
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void send(Supplier<Optional<Letter>> writing) {
    try {
      Optional<Letter> letter = writing.get();
      if (letter.isPresent()) {
        sender.send(letter.get());
      }
    } catch (MessagingException | RuntimeException e) {
      LOG.log(Level.WARNING, "a mail could not be sent: {0}", e.toString());
    }
  }
}
