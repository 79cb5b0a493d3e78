// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombo.server.http.GroupingRulesResource.RulesView;
import dev.tombo.server.ingest.ProjectScrubbers;
import dev.tombo.server.ingest.ScrubbingForm;
import dev.tombo.server.model.ScrubbingRules;
import dev.tombo.server.store.GroupingStore.StoredRules;
import dev.tombo.server.store.RegroupStore.Author;
import dev.tombo.server.store.ScrubbingStore;
import dev.tombo.server.store.StoreConflictException;
import java.time.InstantSource;
import java.util.Set;

/** {@code /api/v1/projects/{p}/scrubbing-rules}: shows and changes what is redacted on arrival. */
final class ScrubbingRulesResource {
  private final Access access;
  private final ScrubbingStore store;
  private final ProjectScrubbers scrubbers;
  private final InstantSource clock;

  ScrubbingRulesResource(
      Access access, ScrubbingStore store, ProjectScrubbers scrubbers, InstantSource clock) {
    this.access = access;
    this.store = store;
    this.scrubbers = scrubbers;
    this.clock = clock;
  }

  void show(Call call) {
    long project = call.number("project");
    var unused = access.require(call.caller().account(), project);
    call.reply(RulesView.of(inForce(project)));
  }

  void put(Call call) {
    long project = access.owned(call);
    JsonNode body = RulesRequest.body(call, Set.of("version", "rules"));
    ScrubbingRules wanted = read(body);
    long current = inForce(project).version();
    RulesRequest.requireVersion(body, current);
    Author author = new Author(call.caller().account().id(), clock.instant());
    try {
      StoredRules saved =
          store.by(call.actor()).change(project, current, ScrubbingForm.write(wanted), author);
      scrubbers.changed(project);
      call.reply(RulesView.of(saved));
    } catch (StoreConflictException e) {
      throw RulesRequest.conflict(current);
    }
  }

  private StoredRules inForce(long project) {
    return store
        .rules(project)
        .orElseGet(() -> new StoredRules(0, ScrubbingForm.write(ScrubbingRules.STANDARD)));
  }

  private static ScrubbingRules read(JsonNode body) {
    try {
      return ScrubbingForm.read(body.path("rules"));
    } catch (IllegalArgumentException e) {
      throw BodyFields.wrong("rules", String.valueOf(e.getMessage()));
    }
  }
}
