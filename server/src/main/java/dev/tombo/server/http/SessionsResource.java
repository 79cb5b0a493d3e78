// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tombo.server.auth.AccessTokens;
import dev.tombo.server.auth.Passwords;
import dev.tombo.server.model.Account;
import dev.tombo.server.store.AccountStore;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code /api/v1/sessions}: logs people in. */
final class SessionsResource {
  private static final int MAX_BYTES = 16 << 10;

  private final AccountStore accounts;
  private final Passwords passwords;
  private final AccessTokens accessTokens;

  SessionsResource(AccountStore accounts, Passwords passwords, AccessTokens accessTokens) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.accessTokens = accessTokens;
  }

  void post(ServerRequest request, ServerResponse response) {
    JsonNode body = body(request);
    String email = text(body, "email").strip().toLowerCase(Locale.ROOT);
    String password = text(body, "password");
    Optional<Account> account =
        email.indexOf('\0') < 0 ? accounts.findByEmail(email) : Optional.empty();
    if (!passwords.verify(password, account.map(Account::passwordHash)) || account.isEmpty()) {
      throw new ProblemException(Problem.unauthorized("the e-mail or the password is wrong"));
    }
    JsonReplies.send(
        response,
        Map.of(
            "accessToken",
            accessTokens.issue(account.get().id()),
            "expiresIn",
            AccessTokens.LIFETIME.toSeconds()));
  }

  private static JsonNode body(ServerRequest request) {
    try {
      byte[] bytes = RequestBody.of(request).readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new ProblemException(Problem.tooLarge("the body is over 16 KiB"));
      }
      JsonNode body = JsonReplies.MAPPER.readTree(bytes);
      if (body == null || !body.isObject()) {
        throw new ProblemException(Problem.badRequest("the body is not a JSON object"));
      }
      return body;
    } catch (JacksonException e) {
      throw new ProblemException(Problem.badRequest("the body is not JSON"));
    } catch (IOException e) {
      throw new ProblemException(Problem.badRequest("the body ends early"));
    }
  }

  private static String text(JsonNode body, String field) {
    JsonNode value = body.path(field);
    if (!value.isTextual()) {
      throw new ProblemException(Problem.badRequest(field + ": missing or not text"));
    }
    return value.textValue();
  }
}
