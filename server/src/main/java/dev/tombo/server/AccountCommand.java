// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import dev.tombo.server.auth.Accounts;
import dev.tombo.server.auth.Accounts.Person;
import dev.tombo.server.auth.Passwords;
import dev.tombo.server.auth.ResetLinks;
import dev.tombo.server.auth.ResetLinks.ResetLink;
import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.Emails;
import dev.tombo.server.model.PublicUrl;
import dev.tombo.server.store.Store;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tombo account}: makes, lists and changes people's accounts. */
@Command(
    name = "account",
    description = "Makes, lists and changes people's accounts.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class AccountCommand {
  private final CommandGroup group;
  private final InputStream input;

  private AccountCommand(Map<String, String> environment, InputStream input) {
    this.group = new CommandGroup(this, environment, "reset-link");
    this.input = input;
  }

  /** The commands, which read this environment and passwords from this input. */
  static CommandLine in(Map<String, String> environment, InputStream input) {
    return new AccountCommand(environment, input).group.commandLine();
  }

  @Command(
      name = "add",
      description = "Makes an account, and a database where there is none.",
      mixinStandardHelpOptions = true)
  int add(
      @Option(
              names = "--email",
              required = true,
              paramLabel = "EMAIL",
              description = "With which the person logs in.")
          String email,
      @Option(
              names = "--name",
              paramLabel = "NAME",
              description = {"What others see.", "Default: what stands before the @."})
          Optional<String> name,
      @Option(names = "--admin", description = "The account administers the server.") boolean admin,
      @Mixin PasswordOption password) {
    Person person = new Person(email, name.orElse(""), password.read(input));
    return group.runOnStore(
        Administration::openStore,
        store ->
            shown(
                accounts(store)
                    .create(person, admin, Actor.COMMAND_LINE)
                    .orElseThrow(
                        () ->
                            new CommandFailedException(
                                "there is an account " + person.email() + " already"))));
  }

  @Command(name = "list", description = "Lists all accounts.", mixinStandardHelpOptions = true)
  int list() {
    return group.runOnStore(
        Administration::existingStore,
        store -> {
          Columns columns = new Columns().add("ID", "EMAIL", "NAME", "ADMIN", "CREATED");
          for (Account account : store.accounts().all()) {
            columns.add(
                account.id(), account.email(), account.name(), admin(account), account.createdAt());
          }
          return columns;
        });
  }

  @Command(
      name = "password",
      description = "Changes an account's password, which ends its sessions.",
      mixinStandardHelpOptions = true)
  int password(
      @Option(
              names = "--email",
              required = true,
              paramLabel = "EMAIL",
              description = "The account's address.")
          String email,
      @Option(
              names = "--revoke-tokens",
              description = {"Ends the account's personal tokens", "as well."})
          boolean revokeTokens,
      @Mixin PasswordOption password) {
    String text = password.read(input);
    return group.runOnStore(
        Administration::existingStore,
        store -> {
          Account account =
              known(accounts(store).setPassword(email, text, Actor.COMMAND_LINE), email);
          if (revokeTokens) {
            InstantSource clock = InstantSource.system();
            var unused =
                store
                    .personalTokens()
                    .by(Actor.COMMAND_LINE)
                    .revokeAll(account.id(), clock.instant());
          }
          return shown(account);
        });
  }

  @Command(
      name = "reset-link",
      description = {
        "Makes a link by which a person sets another password: once, within an hour.",
        "Their earlier link stops working."
      },
      mixinStandardHelpOptions = true)
  int resetLink(
      @Option(
              names = "--email",
              required = true,
              paramLabel = "EMAIL",
              description = "The account's address.")
          String email) {
    PublicUrl url = group.publicUrl();
    return group.runOnStore(
        Administration::existingStore,
        store -> {
          ResetLinks links =
              new ResetLinks(store.accounts(), InstantSource.system(), new SecureRandom());
          ResetLink made = known(links.create(email, Actor.COMMAND_LINE), email);
          return new Columns()
              .add("email", made.account().email())
              .add("link", url.passwordReset(made.token()))
              .add("expires", made.expiresAt());
        });
  }

  @Command(
      name = "reset-second-factor",
      description = "Asks an account for its password only, until it has another second factor.",
      mixinStandardHelpOptions = true)
  int resetSecondFactor(
      @Option(
              names = "--email",
              required = true,
              paramLabel = "EMAIL",
              description = "The account's address.")
          String email) {
    return group.runOnStore(
        Administration::existingStore,
        store -> {
          Account account =
              known(Emails.parse(email).flatMap(store.accounts()::findByEmail), email);
          boolean removed =
              store
                  .secondFactors()
                  .by(Actor.COMMAND_LINE)
                  .remove(account.id(), InstantSource.system().instant());
          return shown(account).add("second factor", removed ? "removed" : "there was none");
        });
  }

  @Command(
      name = "admin",
      description = "Says that an account administers the server, or no longer.",
      mixinStandardHelpOptions = true)
  int admin(
      @Option(
              names = "--email",
              required = true,
              paramLabel = "EMAIL",
              description = "The account's address.")
          String email,
      @Option(names = "--revoke", description = "No longer.") boolean revoke) {
    return group.runOnStore(
        Administration::existingStore,
        store -> shown(known(accounts(store).setAdmin(email, !revoke, Actor.COMMAND_LINE), email)));
  }

  private static Accounts accounts(Store store) {
    return new Accounts(
        store.accounts(), new Passwords(new SecureRandom()), InstantSource.system());
  }

  private static <T> T known(Optional<T> found, String email) {
    return found.orElseThrow(() -> new CommandFailedException("there is no account " + email));
  }

  private static Columns shown(Account account) {
    return new Columns()
        .add("id", account.id())
        .add("email", account.email())
        .add("name", account.name())
        .add("admin", admin(account));
  }

  private static String admin(Account account) {
    return account.admin() ? "yes" : "no";
  }
}
