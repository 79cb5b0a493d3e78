// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.model.Project;
import dev.tombo.server.model.Role;
import dev.tombo.server.store.ProjectStore.Membership;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A project as the API shows it to one of its members.
 *
 * @param id its number
 * @param name what people call it
 * @param role what whoever asks is in it
 * @param createdAt when it was made
 * @param rateLimit events a second that it takes; null for no limit
 * @param dailyQuota events a day in UTC that it takes; null for no limit
 * @param monthlyQuota events a month in UTC that it takes; null for no limit
 */
record ProjectView(
    String id,
    String name,
    String role,
    Instant createdAt,
    @Nullable Long rateLimit,
    @Nullable Long dailyQuota,
    @Nullable Long monthlyQuota) {

  static ProjectView of(Membership membership) {
    return of(membership.project(), membership.role());
  }

  static ProjectView of(Project project, Role role) {
    return new ProjectView(
        Long.toString(project.id()),
        project.name(),
        role.wireName(),
        project.createdAt(),
        number(project.limits().rate()),
        number(project.limits().daily()),
        number(project.limits().monthly()));
  }

  private static @Nullable Long number(OptionalLong number) {
    return number.isPresent() ? Long.valueOf(number.getAsLong()) : null;
  }
}
