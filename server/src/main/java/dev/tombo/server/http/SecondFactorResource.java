// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.PasswordChanges;
import dev.tombo.server.auth.SecondFactors;
import dev.tombo.server.model.Account;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * {@code /api/v1/me/second-factor}: what a person shows beside their password, and {@code
 * /api/v1/second-factor-resets}: an end to it for whoever lost their phone. What changes it takes
 * the password again, which a stolen access token does not have.
 */
final class SecondFactorResource {
  private final Access access;
  private final PasswordChanges passwords;
  private final SecondFactors factors;

  SecondFactorResource(Access access, PasswordChanges passwords, SecondFactors factors) {
    this.access = access;
    this.passwords = passwords;
    this.factors = factors;
  }

  /**
   * Whether a person has one.
   *
   * @param enabled whether they are asked for it
   * @param recoveryCodes how many of those they have left
   */
  record FactorView(boolean enabled, long recoveryCodes) {}

  /**
   * What a person puts into their app; shown this once.
   *
   * @param secret in base 32, to type
   * @param uri the same, as apps take it
   * @param qr the same, as cameras do
   */
  record StartedView(String secret, String uri, QrView qr) {
    @Override
    public String toString() {
      return "StartedView[...]";
    }
  }

  /**
   * What does instead of a code; shown this once.
   *
   * @param recoveryCodes once each
   */
  record CodesView(List<String> recoveryCodes) {
    @Override
    public String toString() {
      return "CodesView[...]";
    }
  }

  void show(Call call) {
    Account account = call.caller().account();
    call.reply(new FactorView(factors.guards(account), factors.recoveryCodes(account)));
  }

  void start(Call call) {
    Account account = knowing(call);
    String secret =
        factors
            .start(account)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.conflict("there is a second factor already: disable it first")));
    String uri = uri(account.email(), secret);
    call.created(new StartedView(secret, uri, QrView.of(uri)));
  }

  void confirm(Call call) {
    String code = BodyFields.of(call, Set.of("code")).text("code");
    Account account = call.caller().account();
    if (!factors.started(account)) {
      throw new ProblemException(Problem.conflict("there is no second factor to confirm"));
    }
    call.created(
        new CodesView(
            factors
                .confirm(account, call.caller().session().orElseThrow(), code, call.actor())
                .orElseThrow(
                    () -> new ProblemException(Problem.forbidden("code: it is another")))));
  }

  void renewCodes(Call call) {
    call.created(
        new CodesView(
            factors
                .renewRecoveryCodes(knowing(call), call.actor())
                .orElseThrow(
                    () -> new ProblemException(Problem.conflict("there is no second factor")))));
  }

  void disable(Call call) {
    var unused = factors.remove(knowing(call), call.actor());
    call.done();
  }

  void reset(Call call) {
    access.requireAdmin(call.caller().account());
    String email = BodyFields.of(call, Set.of("email")).text("email");
    var unused =
        factors
            .remove(email, call.actor())
            .orElseThrow(() -> new ProblemException(Problem.notFound()));
    call.done();
  }

  /** Whoever asks, who sent their password too. */
  private Account knowing(Call call) {
    String password = BodyFields.of(call, Set.of("password")).text("password");
    Account account = call.caller().account();
    if (!passwords.knows(account, password, call.remote())) {
      throw new ProblemException(Problem.forbidden("password: it is another"));
    }
    return account;
  }

  /** As authenticator apps take it: Google's Key URI Format. */
  private static String uri(String email, String secret) {
    return "otpauth://totp/Tombo:"
        + URLEncoder.encode(email, StandardCharsets.UTF_8).replace("+", "%20")
        + "?secret="
        + secret
        + "&issuer=Tombo";
  }
}
