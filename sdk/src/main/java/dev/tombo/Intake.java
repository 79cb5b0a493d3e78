// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import dev.tombo.Sightings.Sighting;
import dev.tombo.Storms.Fault;
import java.util.List;

/**
 * What happens to an error on the caller's thread: an echo of one that was captured already is left
 * out, one more of a storm is counted, and any other becomes an event and gets its place in the
 * queue. Thread-safe.
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
  private final Storms storms = new Storms();

  Intake(EventQueue queue, Ledger ledger, Ids ids, Time time) {
    this.queue = queue;
    this.ledger = ledger;
    this.ids = ids;
    this.time = time;
  }

  /**
   * Takes in some errors that nobody sees, so that the classes on this way are initialised: where
   * that happens for the first time at the end of the stack, they would be unusable ever after.
   */
  static void rehearse(Preparation preparation, Time time) {
    EventQueue queue = new EventQueue(2 * Storms.BURST, Long.MAX_VALUE);
    Intake intake = new Intake(queue, new Ledger(), new Ids(time, time::nanos), time);
    for (int i = 0; i < 2 * Storms.BURST; i++) {
      Rehearsal rehearsal = new Rehearsal();
      intake.take(Draft.of(rehearsal, preparation));
      intake.take(Draft.of(rehearsal, preparation));
    }
    for (Item item = queue.poll(); item != null; item = queue.poll()) {
      Receipt.queued(item.event.toString());
    }
  }

  /** An error with all there is on this way. */
  private static final class Rehearsal implements EventSource {
    private final Throwable thrown = new Throwable("rehearsal", new Throwable());

    @Override
    public void outline(Event.Builder event) {
      thrown.addSuppressed(new Throwable());
      event.exception(thrown).template("rehearsal").level(Level.ERROR);
    }

    @Override
    public void complete(Event.Builder event) {
      event.message("rehearsal").handled(true);
    }
  }

  Receipt take(Draft draft) {
    long now = time.nanos();
    Sighting mine = new Sighting(draft.data.id, ids, now);
    Sighting first = sightings.claim(draft.chain, mine);
    if (first != mine) {
      ledger.echoed();
      return Receipt.repeat(first.eventId());
    }
    Receipt receipt = place(draft, mine, now);
    String eventId = receipt.eventId;
    if (eventId != null) {
      mine.becomes(eventId);
    }
    return receipt;
  }

  private Receipt place(Draft draft, Sighting mine, long now) {
    long key = Likeness.kind(draft.data, draft.chain, draft.preparation.environment());
    Fault kind = storms.known(key);
    // When room gets scarce, what is known already makes way for what is new.
    boolean calm = queue.isCalm();
    if (kind == null || (calm && kind.mayGo(Storms.BURST, now))) {
      return add(draft, mine, key, now);
    }
    List<StackTraceElement> frames = draft.readFrames();
    long messages = frames.isEmpty() ? Likeness.messages(draft.chain) : 0;
    Fault exact = frames.isEmpty() ? kind.trusted(messages, now) : null;
    if (exact == null) {
      key = Likeness.exact(key, frames, draft.data, draft.chain);
      exact = storms.known(key);
      kind.saw(exact, messages, now);
    }
    if (exact == null) {
      return add(draft, mine, key, now);
    }
    return calm && exact.mayGo(1, now)
        ? add(draft, mine, exact.key, now)
        : count(draft, mine, exact);
  }

  private Receipt add(Draft draft, Sighting mine, long key, long now) {
    String id = mine.eventId();
    DiscardReason refusal = queue.offer(draft.item(id, null, time));
    if (refusal != null) {
      return ledger.refused(refusal);
    }
    try {
      storms.went(key, id, now);
    } catch (Throwable outOfMemory) {
      // The next one like it is an event of its own, then.
    }
    return Receipt.queued(id);
  }

  private Receipt count(Draft draft, Sighting mine, Fault fault) {
    Tally open = fault.tally();
    if (open != null && open.add(draft.at(time))) {
      ledger.joined(queue.accepted());
      return Receipt.repeat(open.of);
    }
    Tally tally = new Tally(fault.eventId(), draft.at(time));
    DiscardReason refusal = queue.offer(draft.item(mine.eventId(), tally, time));
    if (refusal != null) {
      return ledger.refused(refusal);
    }
    ledger.repeated();
    fault.countsIn(tally);
    return Receipt.repeat(tally.of);
  }
}
