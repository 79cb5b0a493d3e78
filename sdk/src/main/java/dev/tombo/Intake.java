// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import dev.tombo.Sightings.Sighting;
import dev.tombo.Storms.Fault;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an event on the caller's thread: an echo of one that was captured already is left
 * out, one more of a storm is counted, and any other gets its place in the queue. Thread-safe.
 *
 * <p>Wherever the stack or the heap may end in between, an event is in the queue or it is not, and
 * what is to be remembered of it is noted only after that.
 */
final class Intake {
  private final EventQueue queue;
  private final Ledger ledger;
  private final Ids ids;
  private final Time time;
  private final Sightings sightings = new Sightings();
  private final Storms storms;

  Intake(EventQueue queue, Ledger ledger, Ids ids, Time time) {
    this.queue = queue;
    this.ledger = ledger;
    this.ids = ids;
    this.time = time;
    this.storms = new Storms(time);
  }

  /**
   * Takes in some errors that nobody sees, so that the classes on this way are initialised: where
   * that happens for the first time at the end of the stack, they would be unusable ever after.
   */
  static void rehearse(Preparation preparation, Time time) {
    EventQueue queue = new EventQueue(2 * Storms.BURST, Long.MAX_VALUE);
    Intake intake = new Intake(queue, new Ledger(), new Ids(time, time::nanos), time);
    for (int i = 0; i < 2 * Storms.BURST; i++) {
      Throwable thrown = new Throwable("rehearsal", new Throwable());
      thrown.addSuppressed(new Throwable());
      Event event = Event.builder().exception(thrown).handled(true).build();
      intake.take(event, preparation);
      intake.take(event, preparation);
    }
    for (Item item = queue.poll(); item != null; item = queue.poll()) {
      Receipt.queued(item.event.toString());
    }
  }

  Receipt take(Event event, Preparation preparation) {
    Draft draft = new Draft(event.data.copy(), preparation);
    Sighting mine = new Sighting(draft.id, time.nanos());
    Sighting first = sightings.claim(draft.chain, mine);
    if (first != mine) {
      ledger.echoed();
      return Receipt.repeat(first.eventId());
    }
    Receipt receipt = place(draft);
    String eventId = receipt.eventId;
    if (eventId != null) {
      mine.becomes(eventId);
    }
    return receipt;
  }

  /** An event on its way. */
  private final class Draft {
    final EventData data;
    final Preparation preparation;
    final Chain chain;
    final String id;
    final Instant at;

    Draft(EventData data, Preparation preparation) {
      this.data = data;
      this.preparation = preparation;
      id = data.id == null ? ids.next() : data.id;
      at = data.occurredAt == null ? time.now() : data.occurredAt;
      data.id = id;
      data.occurredAt = at;
      chain = Chain.of(data.exceptions.isEmpty() ? data.exception : null);
    }

    Item item(@Nullable Tally tally) {
      return Item.of(data, chain, preparation, tally);
    }
  }

  private Receipt place(Draft draft) {
    long key = Likeness.kind(draft.data, draft.chain, draft.preparation.environment());
    Fault kind = storms.fault(key);
    // When room gets scarce, what is known already makes way for what is new.
    boolean calm = queue.isCalm();
    if (kind.isNew() || (calm && storms.mayGo(kind, Storms.BURST))) {
      return add(draft, kind);
    }
    Fault exact = storms.fault(Likeness.exact(key, draft.data, draft.chain));
    String known = exact.eventId();
    if (known == null || (calm && storms.mayGo(exact, 1))) {
      return add(draft, exact);
    }
    return count(draft, exact, known);
  }

  private Receipt add(Draft draft, Fault fault) {
    if (fault.isNew()) {
      storms.mayGo(fault, Storms.BURST);
    }
    DiscardReason refusal = queue.offer(draft.item(null));
    if (refusal != null) {
      return ledger.refused(refusal);
    }
    fault.went(draft.id);
    return Receipt.queued(draft.id);
  }

  private Receipt count(Draft draft, Fault fault, String of) {
    Tally open = fault.tally();
    if (open != null && open.add(draft.at)) {
      ledger.joined(queue.accepted());
      return Receipt.repeat(open.of);
    }
    Tally tally = new Tally(of, draft.at);
    DiscardReason refusal = queue.offer(draft.item(tally));
    if (refusal != null) {
      return ledger.refused(refusal);
    }
    ledger.repeated();
    fault.countsIn(tally);
    return Receipt.repeat(of);
  }
}
