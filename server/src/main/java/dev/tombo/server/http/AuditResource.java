// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.model.AuditAction;
import dev.tombo.server.model.AuditEntry;
import dev.tombo.server.store.AuditStore;
import dev.tombo.server.store.AuditStore.AuditQuery;
import dev.tombo.server.store.Page;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/audit}: who did what, for those who administer the server. */
final class AuditResource {
  private static final int EXPORTED_AT_ONCE = 1_000;

  private final Access access;
  private final AuditStore store;

  AuditResource(Access access, AuditStore store) {
    this.access = access;
    this.store = store;
  }

  /**
   * Who did something.
   *
   * @param account their number; null where nobody has logged in
   * @param name their address then, or what else did it; null where that is not known
   * @param address of the other end of the connection; null where there was none
   */
  record ActorView(@Nullable String account, @Nullable String name, @Nullable String address) {}

  /**
   * An entry as the API shows it.
   *
   * @param project in which; null where it concerns none
   * @param subject the number of what it was done to
   * @param name what that was called
   * @param detail what else there is to say, in words
   */
  record EntryView(
      String id,
      Instant at,
      String action,
      ActorView actor,
      @Nullable String project,
      String subject,
      String name,
      String detail) {
    static EntryView of(AuditEntry entry) {
      String name = entry.actor().name();
      return new EntryView(
          Long.toString(entry.id()),
          entry.at(),
          entry.deed().action().wireName(),
          new ActorView(
              text(entry.actor().account()),
              name.isEmpty() ? null : name,
              entry.actor().address().orElse(null)),
          text(entry.deed().project()),
          Long.toString(entry.deed().subject()),
          entry.deed().name(),
          entry.deed().detail());
    }

    private static @Nullable String text(OptionalLong number) {
      return number.isPresent() ? Long.toString(number.getAsLong()) : null;
    }
  }

  void list(Call call) {
    access.requireAdmin(call.caller().account());
    Parameters parameters = call.parameters();
    AuditQuery query = query(parameters);
    OptionalLong before = optional(parameters.read("cursor", "a cursor of this list", Cursor::one));
    if (NdJson.isTaken(call.request())) {
      export(call, query, before);
      return;
    }
    Page<AuditEntry> page = store.entries(query, before, parameters.limit());
    call.reply(
        new Listing<>(
            page.items().stream().map(EntryView::of).toList(),
            page.more() ? Cursor.of(page.items().getLast().id()) : null));
  }

  /** Sends all of it, some entries at a time: no reader of the database waits for the other end. */
  private void export(Call call, AuditQuery query, OptionalLong before) {
    NdJson.send(
        call.response(),
        lines -> {
          OptionalLong from = before;
          boolean more = true;
          while (more) {
            Page<AuditEntry> page = store.entries(query, from, EXPORTED_AT_ONCE);
            for (AuditEntry entry : page.items()) {
              lines.write(EntryView.of(entry));
            }
            more = page.more();
            from = more ? OptionalLong.of(page.items().getLast().id()) : from;
          }
        });
  }

  private static AuditQuery query(Parameters parameters) {
    return new AuditQuery(
        parameters.read("action", "an action of the audit log", AuditAction::parse),
        optional(parameters.read("account", "the number of an account", Parameters::number)),
        optional(parameters.read("project", "the number of a project", Parameters::number)),
        parameters.time("since"),
        parameters.time("until"));
  }

  private static OptionalLong optional(Optional<Long> number) {
    return number.map(OptionalLong::of).orElse(OptionalLong.empty());
  }
}
