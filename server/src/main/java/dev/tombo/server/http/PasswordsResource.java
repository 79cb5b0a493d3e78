// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.Caller;
import dev.tombo.server.auth.PasswordChanges;
import dev.tombo.server.auth.ResetLinks;
import dev.tombo.server.auth.ResetLinks.ResetLink;
import dev.tombo.server.auth.ResetMails;
import dev.tombo.server.model.PublicUrl;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code /api/v1/me/password} and {@code /api/v1/password-resets}: another password for whoever has
 * the old one, or a link, which comes by mail or from an administrator.
 */
final class PasswordsResource {
  private final Access access;
  private final PasswordChanges changes;
  private final ResetLinks links;
  private final Optional<ResetMails> mails;
  private final Supplier<PublicUrl> publicUrl;

  PasswordsResource(
      Access access,
      PasswordChanges changes,
      ResetLinks links,
      Optional<ResetMails> mails,
      Supplier<PublicUrl> publicUrl) {
    this.access = access;
    this.changes = changes;
    this.links = links;
    this.mails = mails;
    this.publicUrl = publicUrl;
  }

  /**
   * A way to another password, as the administrator sees it once.
   *
   * @param email whose
   * @param link what to give to them
   * @param expiresAt from when it no longer works
   */
  record ResetView(String email, String link, Instant expiresAt) {
    @Override
    public String toString() {
      return "ResetView[" + email + "]";
    }
  }

  void link(Call call) {
    access.requireAdmin(call.caller().account());
    String email = BodyFields.of(call, Set.of("email")).text("email");
    ResetLink made =
        links
            .create(email, call.actor())
            .orElseThrow(() -> new ProblemException(Problem.notFound()));
    call.created(
        new ResetView(
            made.account().email(), publicUrl.get().passwordReset(made.token()), made.expiresAt()));
  }

  /** The answer is the same whether there is such an account. */
  void mail(Call call) {
    String email = BodyFields.of(call, Set.of("email")).text("email");
    mails
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.forbidden(
                        "no mail is sent from here: ask who administers the server for a link")))
        .ask(email, call.remote());
    call.done();
  }

  void reset(Call call) {
    BodyFields body = BodyFields.of(call, Set.of("token", "password"));
    if (!changes.reset(body.text("token"), body.text("password"), call.remote())) {
      throw new ProblemException(
          Problem.linkNotValid("the link is unknown, was used or replaced, or has expired"));
    }
    call.done();
  }

  void change(Call call) {
    BodyFields body = BodyFields.of(call, Set.of("oldPassword", "newPassword"));
    Caller caller = call.caller();
    boolean changed =
        changes.change(
            caller.account(),
            caller.session().orElseThrow(),
            body.text("oldPassword"),
            body.text("newPassword"),
            call.remote());
    if (!changed) {
      throw new ProblemException(Problem.forbidden("oldPassword: it is another"));
    }
    call.done();
  }
}
