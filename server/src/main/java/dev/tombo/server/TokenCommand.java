// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import dev.tombo.server.auth.ApiTokens;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.Project;
import dev.tombo.server.model.Role;
import dev.tombo.server.store.ApiTokenStore.StoredToken;
import dev.tombo.server.store.ProjectStore.Member;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tombo token}: makes, lists and revokes API tokens. */
@Command(
    name = "token",
    description = "Makes, lists and revokes API tokens.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class TokenCommand {
  private final CommandGroup group;

  private TokenCommand(Map<String, String> environment) {
    this.group = new CommandGroup(this, environment, "add");
  }

  /** The commands, which read this environment. */
  static CommandLine in(Map<String, String> environment) {
    return new TokenCommand(environment).group.commandLine();
  }

  @Command(
      name = "add",
      description = "Makes an API token, and prints its value and DSN.",
      mixinStandardHelpOptions = true)
  int add(
      @Mixin ProjectOption of,
      @Option(
              names = "--name",
              required = true,
              paramLabel = "NAME",
              description = "What people call it.")
          String text,
      @Option(
              names = "--account",
              paramLabel = "EMAIL",
              description = {
                "Whose it is: a member or an owner of the project.",
                "Default: the project's first owner."
              })
          Optional<String> account) {
    String name = group.name(text);
    return group.run(
        administration -> {
          Project project = of.in(administration);
          Member maker = maker(administration, project, account);
          return added(
              administration
                  .apiTokens()
                  .create(project.id(), maker.account(), name, Actor.COMMAND_LINE),
              administration,
              maker);
        });
  }

  @Command(
      name = "list",
      description = "Lists a project's API tokens, without their values.",
      mixinStandardHelpOptions = true)
  int list(@Mixin ProjectOption of) {
    return group.run(
        administration -> {
          Project project = of.in(administration);
          Columns columns =
              new Columns().add("ID", "NAME", "TOKEN", "CREATED BY", "CREATED", "LAST USED");
          for (StoredToken stored : administration.store().apiTokens().list(project.id())) {
            columns.add(
                stored.token().id(),
                stored.token().name(),
                ApiTokens.mask(administration.apiTokens().value(stored)),
                stored.createdBy(),
                stored.token().createdAt(),
                stored.lastUsedAt() == null ? "never" : stored.lastUsedAt());
          }
          return columns;
        });
  }

  @Command(
      name = "revoke",
      description = "Ends an API token, for good; a running server heeds it within 5 s.",
      mixinStandardHelpOptions = true)
  int revoke(
      @Mixin ProjectOption of,
      @Parameters(paramLabel = "ID", description = "The token's number.") long id) {
    return group.run(
        administration -> {
          Project project = of.in(administration);
          if (!administration.apiTokens().revoke(project.id(), id, Actor.COMMAND_LINE)) {
            throw new CommandFailedException(
                "project " + project.id() + " has no API token " + id + " that still works");
          }
          return new Columns().add("revoked", id);
        });
  }

  private static Columns added(
      ApiTokens.Issued issued, Administration administration, Member maker) {
    return new Columns()
        .add("id", issued.token().id())
        .add("name", issued.token().name())
        .add("account", maker.email())
        .add("token", issued.value())
        .add("dsn", administration.dsn(issued.value(), issued.token().project()));
  }

  /** Who a token is made for: an application's errors are some member's to look after. */
  private static Member maker(
      Administration administration, Project project, Optional<String> email) {
    List<Member> members = administration.store().projects().members(project.id());
    if (email.isPresent()) {
      long account = administration.account(email.get()).id();
      return members.stream()
          .filter(member -> member.account() == account && member.role() != Role.VIEWER)
          .findFirst()
          .orElseThrow(
              () ->
                  new CommandFailedException(
                      email.get() + " is neither a member nor an owner of the project"));
    }
    return members.stream()
        .filter(member -> member.role() == Role.OWNER)
        .findFirst()
        .orElseThrow(() -> new CommandFailedException("the project has no owner: say --account"));
  }
}
