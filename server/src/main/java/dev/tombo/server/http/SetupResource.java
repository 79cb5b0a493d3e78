// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.Accounts;
import dev.tombo.server.auth.Setup;
import dev.tombo.server.auth.SignUps;
import dev.tombo.server.model.Account;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/setup}: tells what ways in there are, and makes the first account for whoever has
 * the one-time code.
 */
final class SetupResource {
  private static final Set<String> FIELDS = Set.of("code", "email", "password", "name");

  private final Setup setup;
  private final SignUps signUps;
  private final @Nullable String provider;
  private final boolean mails;

  SetupResource(Setup setup, SignUps signUps, Optional<String> provider, boolean mails) {
    this.setup = setup;
    this.signUps = signUps;
    this.provider = provider.orElse(null);
    this.mails = mails;
  }

  /**
   * The ways in.
   *
   * @param needed whether the first account is still to be made
   * @param signUp whether anybody may make an account
   * @param provider what people know another provider as by which they log in; null for none
   * @param forgottenPassword how one gets another: by mail, or from an administrator
   */
  record WaysIn(
      boolean needed, boolean signUp, @Nullable String provider, String forgottenPassword) {}

  void show(Call call) {
    call.reply(new WaysIn(setup.needed(), signUps.open(), provider, mails ? "mail" : "ask_admin"));
  }

  void post(Call call) {
    BodyFields body = BodyFields.of(call, FIELDS);
    String code = body.text("code");
    String email = body.text("email");
    String password = body.text("password");
    String name = body.optionalText("name").orElse("");
    if (!setup.needed()) {
      throw taken();
    }
    Setup.Right right =
        setup
            .redeem(code, call.remote())
            .orElseThrow(() -> new ProblemException(Problem.forbidden("the code is another")));
    Account account =
        right.create(new Accounts.Person(email, name, password)).orElseThrow(SetupResource::taken);
    call.created(reply(account));
  }

  private static Map<String, String> reply(Account account) {
    Map<String, String> reply = new LinkedHashMap<>();
    reply.put("id", Long.toString(account.id()));
    reply.put("email", account.email());
    reply.put("name", account.name());
    return reply;
  }

  private static ProblemException taken() {
    return new ProblemException(Problem.conflict("there is an account already: log in"));
  }
}
