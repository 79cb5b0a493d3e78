// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import dev.tombo.server.auth.ResetLinks.ResetLink;
import dev.tombo.server.mail.Letter;
import dev.tombo.server.mail.Outbox;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.PublicUrl;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends people who forgot their password the link to another. Whether there is an account of an
 * address cannot be told from the answer, nor from its time: the account is looked for where the
 * mail is written. Thread-safe.
 */
public final class ResetMails {
  private static final Duration CROWDED = Duration.ofSeconds(30);
  private static final String SUBJECT = "Tombo: nova senha / another password";

  /** In both languages of the page, since an account has none. */
  private static final String TEXT =
      """
      Alguém pediu uma nova senha para a sua conta no Tombo. Se foi você, defina-a aqui,
      dentro de uma hora; o link funciona uma vez:

      {link}

      Se não foi você, não faça nada: a sua senha continua a mesma.

      --

      Somebody asked for another password of your account at Tombo. If that was you, set it
      here within an hour; the link works once:

      {link}

      If it was not, do nothing: your password stays as it is.
      """;

  private final ResetLinks links;
  private final Outbox outbox;
  private final AttemptLimiter limiter;
  private final Supplier<PublicUrl> publicUrl;

  /**
   * Mails of an outbox.
   *
   * @param publicUrl what links are made from; may wait until the server listens
   */
  public ResetMails(
      ResetLinks links, Outbox outbox, AttemptLimiter limiter, Supplier<PublicUrl> publicUrl) {
    this.links = links;
    this.outbox = outbox;
    this.limiter = limiter;
    this.publicUrl = publicUrl;
  }

  /**
   * Sends the account of an address a link, if there is one that was not made another just now.
   *
   * @param from the other end of the connection
   * @throws TooManyAttemptsException if it asked for many lately, or too many mails wait
   */
  public void ask(String email, InetAddress from) {
    boolean taken =
        limiter.count(email.strip(), from, () -> outbox.post(() -> letter(email, from)));
    if (!taken) {
      throw new TooManyAttemptsException(CROWDED);
    }
  }

  private Optional<Letter> letter(String email, InetAddress from) {
    return links
        .createUnlessNew(email, Actor.unknown(from))
        .map(link -> new Letter(link.account().email(), SUBJECT, text(link)));
  }

  private String text(ResetLink link) {
    return TEXT.replace("{link}", publicUrl.get().passwordReset(link.token()));
  }
}
