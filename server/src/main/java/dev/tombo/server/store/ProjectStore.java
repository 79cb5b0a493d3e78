// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.Project;
import dev.tombo.server.model.ProjectLimits;
import dev.tombo.server.model.Role;
import dev.tombo.server.store.ApiTokenStore.NewToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads and writes projects and their members. Thread-safe. */
public interface ProjectStore extends Audited<ProjectStore> {
  /**
   * Adds a project with its owner.
   *
   * @throws StoreConflictException if the name is taken
   */
  Project create(String name, long owner, Instant createdAt);

  /**
   * Adds a project with an API token, whose account owns it.
   *
   * @throws StoreConflictException if the name is taken
   */
  Project create(String name, NewToken token, Instant createdAt);

  /** The project of a number. */
  Optional<Project> find(long id);

  /** The project of a name. */
  Optional<Project> findByName(String name);

  /** All projects, by number. */
  List<Project> all();

  /**
   * Changes a project and answers it as it is then; empty if there is none.
   *
   * @throws StoreConflictException if the name is taken
   */
  Optional<Project> change(long id, ProjectChange change, Instant at);

  /**
   * Removes a project with its tokens and memberships, and leaves word that its rows are to go;
   * false if there is none.
   */
  boolean delete(long id, Instant at);

  /** The project of a number, if an account is a member of it. */
  Optional<Membership> membership(long account, long project);

  /** The projects that an account is a member of, by number. */
  List<Membership> ofAccount(long account);

  /** The members of a project, by number of their accounts. */
  List<Member> members(long project);

  /**
   * Makes an account a member of a project, in this role from now on; empty ends its membership.
   */
  void setMember(long project, long account, Optional<Role> role, Instant at);

  /**
   * Gives a member another role, or ends its membership where that is empty, unless the project
   * would have no owner.
   */
  MemberChange changeMember(long project, long account, Optional<Role> role, Instant at);

  /** What came of changing a member. */
  enum MemberChange {
    DONE,
    /** It is none. */
    NOT_FOUND,
    /** It is the last owner; nothing was changed. */
    LAST_OWNER
  }

  /**
   * What a project may take, and what it took on a day and in its month.
   *
   * @param day days since 1970 in UTC
   */
  Optional<Allowance> allowance(long project, long day);

  /** The values seen in a project, each list most used first, then by value, 1,000 at most. */
  SeenValues values(long project);

  /**
   * A project that an account is a member of.
   *
   * @param project which
   * @param role as what
   */
  record Membership(Project project, Role role) {}

  /**
   * A member of a project.
   *
   * @param account its number
   * @param email its address
   * @param name what others see
   * @param role as what
   */
  record Member(long account, String email, String name, Role role) {}

  /**
   * What is to change of a project; what is empty stays.
   *
   * @param name the new one
   * @param rateLimit the new one, empty within for none
   * @param dailyQuota the new one, empty within for none
   * @param monthlyQuota the new one, empty within for none
   */
  record ProjectChange(
      Optional<String> name,
      Optional<OptionalLong> rateLimit,
      Optional<OptionalLong> dailyQuota,
      Optional<OptionalLong> monthlyQuota) {}

  /**
   * What a project may take.
   *
   * @param limits of it
   * @param onDay events and repeats that it took on the day
   * @param inMonth events and repeats that it took in the day's month, to the end of the day
   */
  record Allowance(ProjectLimits limits, long onDay, long inMonth) {}

  /**
   * What people choose from.
   *
   * @param environments where
   * @param releases in which version
   * @param origins on which host or device
   * @param loggers by which logger
   */
  record SeenValues(
      List<String> environments,
      List<String> releases,
      List<String> origins,
      List<String> loggers) {}
}
