// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import dev.tombo.server.auth.Accounts;
import dev.tombo.server.auth.AttemptLimiter;
import dev.tombo.server.auth.Invitations;
import dev.tombo.server.auth.JwtAccessTokens;
import dev.tombo.server.auth.KeyFile;
import dev.tombo.server.auth.LogIns;
import dev.tombo.server.auth.OidcLogIns;
import dev.tombo.server.auth.OidcSettings;
import dev.tombo.server.auth.PasswordChanges;
import dev.tombo.server.auth.Passwords;
import dev.tombo.server.auth.PersonalTokens;
import dev.tombo.server.auth.RefreshTokens;
import dev.tombo.server.auth.ResetLinks;
import dev.tombo.server.auth.ResetMails;
import dev.tombo.server.auth.SecondFactors;
import dev.tombo.server.auth.SecondSteps;
import dev.tombo.server.auth.Sessions;
import dev.tombo.server.auth.Setup;
import dev.tombo.server.auth.SignUps;
import dev.tombo.server.http.HttpServer;
import dev.tombo.server.mail.Outbox;
import dev.tombo.server.mail.SmtpServer;
import dev.tombo.server.model.PublicUrl;
import dev.tombo.server.store.Store;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What recognises people, put together, and the mails that are under way to them.
 *
 * @param people what the routes work with
 * @param setup the way to the first account
 * @param outbox empty where no mail is sent
 */
record PeopleParts(HttpServer.People people, Setup setup, Optional<Outbox> outbox) {
  private static final Duration MAILS_GRACE = Duration.ofSeconds(2);

  /** Puts them together. */
  static PeopleParts of(
      ServerConfig config,
      Store store,
      KeyFile keyFile,
      Accounts accounts,
      Passwords passwords,
      Supplier<PublicUrl> publicUrl,
      SecureRandom random) {
    InstantSource clock = InstantSource.system();
    AttemptLimiter logIns = new AttemptLimiter(clock);
    AttemptLimiter links = new AttemptLimiter(clock);
    Sessions sessions =
        new Sessions(
            store.sessions(),
            new JwtAccessTokens(keyFile, clock),
            new RefreshTokens(keyFile),
            clock,
            random);
    Invitations invitations = new Invitations(store.invitations(), links, clock, random);
    SecondFactors secondFactors =
        new SecondFactors(store.secondFactors(), store.accounts(), keyFile, clock, random);
    SecondSteps secondSteps = new SecondSteps(keyFile, store.accounts(), clock);
    ResetLinks resetLinks = new ResetLinks(store.accounts(), clock, random);
    Setup setup = new Setup(accounts, new AttemptLimiter(clock), random);
    Optional<Outbox> outbox = config.mail().map(server -> outbox(server, clock));
    LogIns first =
        new LogIns(store.accounts(), passwords, logIns, secondFactors, secondSteps, sessions);
    HttpServer.People people =
        new HttpServer.People(
            first,
            config.oidc().map(oidc -> oidc(oidc, store, first, keyFile, publicUrl, random)),
            secondFactors,
            sessions,
            new PersonalTokens(store.personalTokens(), clock, random),
            setup,
            new SignUps(
                config.signUp(), accounts, passwords, invitations, new AttemptLimiter(clock)),
            invitations,
            new PasswordChanges(store.accounts(), passwords, logIns, links, clock),
            resetLinks,
            outbox.map(
                box -> new ResetMails(resetLinks, box, new AttemptLimiter(clock), publicUrl)));
    return new PeopleParts(people, setup, outbox);
  }

  private static OidcLogIns oidc(
      OidcSettings settings,
      Store store,
      LogIns logIns,
      KeyFile keyFile,
      Supplier<PublicUrl> publicUrl,
      SecureRandom random) {
    InstantSource clock = InstantSource.system();
    AttemptLimiter limiter = new AttemptLimiter(clock);
    return new OidcLogIns(
        settings, store.accounts(), logIns, limiter, keyFile, publicUrl, clock, random);
  }

  private static Outbox outbox(SmtpServer server, InstantSource clock) {
    return new Outbox(server, clock, Thread.ofPlatform().name("tombo-mail").daemon(true).factory());
  }

  /** Sends what waits to be sent, for 2 s at most. */
  void close() {
    outbox.ifPresent(box -> box.close(MAILS_GRACE));
  }
}
