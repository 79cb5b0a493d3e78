// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombo.server.auth.AccessTokens;
import dev.tombo.server.auth.Passwords;
import dev.tombo.server.model.Account;
import dev.tombo.server.store.AccountStore;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code /api/v1/sessions}: logs people in. */
final class SessionsResource {
  private final AccountStore accounts;
  private final Passwords passwords;
  private final AccessTokens accessTokens;

  SessionsResource(AccountStore accounts, Passwords passwords, AccessTokens accessTokens) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.accessTokens = accessTokens;
  }

  void post(Call call) {
    JsonNode body = call.json();
    String email = text(body, "email").strip().toLowerCase(Locale.ROOT);
    String password = text(body, "password");
    Optional<Account> account =
        email.indexOf('\0') < 0 ? accounts.findByEmail(email) : Optional.empty();
    if (!passwords.verify(password, account.map(Account::passwordHash)) || account.isEmpty()) {
      throw new ProblemException(Problem.unauthorized("the e-mail or the password is wrong"));
    }
    call.reply(
        Map.of(
            "accessToken",
            accessTokens.issue(account.get().id()),
            "expiresIn",
            AccessTokens.LIFETIME.toSeconds()));
  }

  private static String text(JsonNode body, String field) {
    JsonNode value = body.path(field);
    if (!value.isTextual()) {
      throw new ProblemException(Problem.badRequest(field + ": missing or not text"));
    }
    return value.textValue();
  }
}
