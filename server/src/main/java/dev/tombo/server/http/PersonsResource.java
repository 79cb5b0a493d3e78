// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.ingest.PersonTraces;
import dev.tombo.server.model.Erasure;
import dev.tombo.server.model.Person;
import dev.tombo.server.store.ErasureStore;
import dev.tombo.server.store.EventStore;
import dev.tombo.server.store.EventStore.EventPlace;
import dev.tombo.server.store.EventStore.PlacedEvent;
import dev.tombo.server.store.Page;
import dev.tombo.server.store.RegroupStore.Author;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/projects/{project}/erasures} and {@code .../person-events}: what a project holds
 * of one person goes, or is handed out.
 */
final class PersonsResource {
  private static final Set<String> FIELDS = Set.of("userId", "email", "ip");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@\"\\\\]+@[^\\s@\"\\\\]+");
  private static final int LONGEST = 320;
  private static final int EVENTS_AT_ONCE = 50;

  private final Access access;
  private final ErasureStore erasures;
  private final EventStore events;
  private final EventViews views;
  private final PersonTraces traces;
  private final InstantSource clock;

  PersonsResource(
      Access access,
      ErasureStore erasures,
      EventStore events,
      EventViews views,
      PersonTraces traces,
      InstantSource clock) {
    this.access = access;
    this.erasures = erasures;
    this.events = events;
    this.views = views;
    this.traces = traces;
    this.clock = clock;
  }

  /**
   * An erasure as the API shows it.
   *
   * @param status running or done
   * @param stage what is looked through
   * @param knownBy by what the person was known
   * @param requestedBy the number of the account that asked for it
   * @param examined events looked at so far
   * @param erased events erased so far
   */
  record ErasureView(
      String id,
      String status,
      String stage,
      List<String> knownBy,
      String requestedBy,
      Instant requestedAt,
      @Nullable Instant finishedAt,
      long examined,
      long erased) {
    static ErasureView of(Erasure erasure) {
      return new ErasureView(
          Long.toString(erasure.number()),
          erasure.finishedAt() == null ? "running" : "done",
          erasure.stage().name().toLowerCase(Locale.ROOT),
          List.of(erasure.knownBy().split(", ")),
          Long.toString(erasure.account()),
          erasure.requestedAt(),
          erasure.finishedAt(),
          erasure.examined(),
          erasure.erased());
    }
  }

  void start(Call call) {
    long project = access.ownedOrAdministered(call);
    Author author = new Author(call.caller().account().id(), clock.instant());
    call.created(ErasureView.of(erasures.by(call.actor()).start(project, person(call), author)));
  }

  void list(Call call) {
    long project = access.ownedOrAdministered(call);
    Optional<Long> before = call.parameters().read("cursor", "a cursor of this list", Cursor::one);
    Page<Erasure> page =
        erasures.ofProject(
            project,
            before.map(OptionalLong::of).orElse(OptionalLong.empty()),
            call.parameters().limit());
    call.reply(
        new Listing<>(
            page.items().stream().map(ErasureView::of).toList(),
            page.more() ? Cursor.of(page.items().getLast().number()) : null));
  }

  void show(Call call) {
    call.reply(
        erasures
            .find(access.ownedOrAdministered(call), call.number("erasure"))
            .map(ErasureView::of)
            .orElseThrow(() -> new ProblemException(Problem.notFound())));
  }

  /** Told in the audit log before the first of it leaves. */
  void export(Call call) {
    long project = access.ownedOrAdministered(call);
    Person person = person(call);
    erasures.by(call.actor()).exported(project, person, clock.instant());
    NdJson.send(call.response(), lines -> write(project, person, lines));
  }

  private void write(long project, Person person, NdJson.Lines lines) {
    EventPlace after = EventPlace.START;
    List<PlacedEvent> some = events.inOrder(project, after, EVENTS_AT_ONCE);
    while (!some.isEmpty()) {
      for (PlacedEvent event : some) {
        byte[] body = event.row().body();
        if (body != null && traces.trace(project, body, person).isPresent()) {
          lines.write(views.of(event.row()));
        }
      }
      after = some.getLast().place();
      some = events.inOrder(project, after, EVENTS_AT_ONCE);
    }
  }

  private static Person person(Call call) {
    BodyFields body = BodyFields.of(call, FIELDS);
    Person person =
        new Person(
            text(body, "userId", id -> !id.isEmpty(), "a text"),
            text(body, "email", EMAIL.asMatchPredicate(), "an e-mail address"),
            text(body, "ip", ip -> Person.address(ip).isPresent(), "an IP address"));
    if (person.knownBy().isEmpty()) {
      throw BodyFields.wrong("userId", "neither it nor email nor ip is there");
    }
    return person;
  }

  private static Optional<String> text(
      BodyFields body, String name, Predicate<String> form, String kind) {
    Optional<String> text = body.optionalText(name).map(String::strip);
    if (text.isPresent() && (text.get().length() > LONGEST || !form.test(text.get()))) {
      throw BodyFields.wrong(name, "not " + kind + " of " + LONGEST + " characters at most");
    }
    return text;
  }
}
