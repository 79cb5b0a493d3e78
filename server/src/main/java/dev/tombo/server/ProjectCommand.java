// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import dev.tombo.server.auth.ApiTokens;
import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.Project;
import dev.tombo.server.model.Role;
import dev.tombo.server.store.ApiTokenStore.StoredToken;
import dev.tombo.server.store.ProjectStore.Member;
import dev.tombo.server.store.StoreConflictException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tombo project}: makes and lists projects, and says who is what in them. */
@Command(
    name = "project",
    description = "Makes and lists projects, and says who is what in them.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class ProjectCommand {
  private static final String NONE = "none";

  private final CommandGroup group;

  private ProjectCommand(Map<String, String> environment) {
    this.group = new CommandGroup(this, environment, "add");
  }

  /** The commands, which read this environment. */
  static CommandLine in(Map<String, String> environment) {
    return new ProjectCommand(environment).group.commandLine();
  }

  @Command(
      name = "add",
      description = "Makes a project, with an API token of its owner.",
      mixinStandardHelpOptions = true)
  int add(
      @Option(
              names = "--name",
              required = true,
              paramLabel = "NAME",
              description = "What people call it.")
          String text,
      @Option(
              names = "--owner",
              paramLabel = "EMAIL",
              description = {
                "The account that it belongs to.",
                "Default: the first that administers."
              })
          Optional<String> owner) {
    String name = group.name(text);
    return group.run(
        administration -> {
          Account account =
              owner.map(administration::account).orElseGet(() -> first(administration));
          return added(administration, create(administration, name, account), account);
        });
  }

  @Command(name = "list", description = "Lists all projects.", mixinStandardHelpOptions = true)
  int list() {
    return group.run(
        administration -> {
          Columns columns =
              new Columns()
                  .add("ID", "NAME", "CREATED", "RATE LIMIT", "DAILY QUOTA", "MONTHLY QUOTA");
          for (Project project : administration.store().projects().all()) {
            columns.add(
                project.id(),
                project.name(),
                project.createdAt(),
                limit(project.limits().rate()),
                limit(project.limits().daily()),
                limit(project.limits().monthly()));
          }
          return columns;
        });
  }

  @Command(
      name = "member",
      description = "Says what an account is in a project.",
      mixinStandardHelpOptions = true)
  int member(
      @Mixin ProjectOption of,
      @Option(
              names = "--email",
              required = true,
              paramLabel = "EMAIL",
              description = "The account's address.")
          String email,
      @Option(
              names = "--role",
              required = true,
              paramLabel = "ROLE",
              description = "viewer, member, owner or none.")
          String as) {
    Optional<Role> role = Role.parse(as);
    if (role.isEmpty() && !as.equals(NONE)) {
      throw group.wrong("--role: not viewer, member, owner or none: " + as);
    }
    return group.run(
        administration -> {
          Project project = of.in(administration);
          Account account = administration.account(email);
          administration
              .store()
              .projects()
              .by(Actor.COMMAND_LINE)
              .setMember(project.id(), account.id(), role, administration.clock().instant());
          return members(administration, project);
        });
  }

  @Command(
      name = "members",
      description = "Lists who is what in a project.",
      mixinStandardHelpOptions = true)
  int members(@Mixin ProjectOption of) {
    return group.run(administration -> members(administration, of.in(administration)));
  }

  private static Project create(Administration administration, String name, Account owner) {
    try {
      return administration.apiTokens().createProject(name, owner.id(), Actor.COMMAND_LINE);
    } catch (StoreConflictException e) {
      throw new CommandFailedException("another project is called " + name);
    }
  }

  private static Columns added(Administration administration, Project project, Account owner) {
    ApiTokens apiTokens = administration.apiTokens();
    StoredToken token =
        administration.store().apiTokens().newest(project.id(), owner.id()).orElseThrow();
    String value = apiTokens.value(token).orElseThrow();
    return new Columns()
        .add("id", project.id())
        .add("name", project.name())
        .add("owner", owner.email())
        .add("token", value)
        .add("dsn", administration.dsn(value, project.id()));
  }

  private static Columns members(Administration administration, Project project) {
    Columns columns = new Columns().add("EMAIL", "NAME", "ROLE");
    for (Member member : administration.store().projects().members(project.id())) {
      columns.add(member.email(), member.name(), member.role().wireName());
    }
    return columns;
  }

  private static Account first(Administration administration) {
    return administration.store().accounts().all().stream()
        .filter(Account::admin)
        .findFirst()
        .orElseThrow(
            () -> new CommandFailedException("there is no account that administers the server"));
  }

  private static String limit(OptionalLong limit) {
    return limit.isPresent() ? Long.toString(limit.getAsLong()) : "-";
  }
}
