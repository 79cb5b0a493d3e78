// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.PersonalTokens;
import dev.tombo.server.model.Names;
import dev.tombo.server.model.PersonalToken;
import dev.tombo.server.model.Scope;
import dev.tombo.server.store.Page;
import dev.tombo.server.store.PersonalTokenStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** {@code /api/v1/me/tokens}: a person's own tokens for scripts. */
final class PersonalTokensResource {
  private static final Set<String> FIELDS = Set.of("name", "scopes", "expiresAt");
  private static final Duration USUAL = Duration.ofDays(90);
  private static final Duration LONGEST = Duration.ofDays(366);

  private final PersonalTokenStore store;
  private final PersonalTokens tokens;
  private final InstantSource clock;

  PersonalTokensResource(PersonalTokenStore store, PersonalTokens tokens, InstantSource clock) {
    this.store = store;
    this.tokens = tokens;
    this.clock = clock;
  }

  void list(Call call) {
    Optional<Long> before = call.parameters().read("cursor", "a cursor of this list", Cursor::one);
    Page<PersonalToken> page =
        store.ofAccount(
            call.caller().account().id(),
            before.map(OptionalLong::of).orElse(OptionalLong.empty()),
            call.parameters().limit());
    call.reply(
        new Listing<>(
            page.items().stream().map(PersonalTokenView::of).toList(),
            page.more() ? Cursor.of(page.items().getLast().id()) : null));
  }

  void post(Call call) {
    BodyFields body = BodyFields.of(call, FIELDS);
    String name =
        Names.parse(body.text("name"))
            .orElseThrow(() -> BodyFields.wrong("name", "not " + Names.FORM));
    Scope scope = greatest(body.texts("scopes"));
    Instant expiresAt = expiry(body);
    call.created(
        PersonalTokenView.of(
            tokens.create(call.caller().account().id(), name, scope, expiresAt, call.actor())));
  }

  void delete(Call call) {
    if (!store
        .by(call.actor())
        .revoke(call.caller().account().id(), call.number("id"), clock.instant())) {
      throw new ProblemException(Problem.notFound());
    }
    call.done();
  }

  private static Scope greatest(List<String> names) {
    return names.stream()
        .map(
            name ->
                Scope.parse(name)
                    .orElseThrow(() -> BodyFields.wrong("scopes", "not read, triage or admin")))
        .max(Scope::compareTo)
        .orElseThrow(() -> BodyFields.wrong("scopes", "none given"));
  }

  private Instant expiry(BodyFields body) {
    Instant now = clock.instant();
    Instant expiresAt = body.time("expiresAt").orElse(now.plus(USUAL));
    if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST))) {
      throw BodyFields.wrong("expiresAt", "not from now to " + LONGEST.toDays() + " days from now");
    }
    return expiresAt;
  }
}
