// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.Emails;
import dev.tombo.server.model.Names;
import dev.tombo.server.store.AccountStore;
import dev.tombo.server.store.AccountStore.FirstProject;
import dev.tombo.server.store.StoreConflictException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/** Makes accounts and changes their passwords, in one form whoever asks. Thread-safe. */
public final class Accounts {
  private final AccountStore store;
  private final Passwords passwords;
  private final InstantSource clock;

  /** The accounts of a store. */
  public Accounts(AccountStore store, Passwords passwords, InstantSource clock) {
    this.store = store;
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * A person to make an account for.
   *
   * @param email with which they log in
   * @param name what others see; empty for what stands before the {@code @}
   * @param password with which they log in
   */
  public record Person(String email, String name, String password) {
    /**
     * Puts each value into its form.
     *
     * @throws BadFieldException naming what is wrong
     */
    public Person {
      email = Accounts.email(email);
      name =
          Names.parse(name.isEmpty() ? Emails.local(email) : name)
              .orElseThrow(() -> new BadFieldException("name", "not " + Names.FORM));
      password = PasswordRules.check("password", password, email);
    }

    @Override
    public String toString() {
      return "Person[" + email + "]";
    }
  }

  /** Whether there is any account yet. */
  public boolean any() {
    return store.any();
  }

  /** Adds an account; empty if its address is taken. */
  public Optional<Account> create(Person person, boolean admin, Actor by) {
    String hash = passwords.hash(person.password());
    return unlessTaken(
        () ->
            Optional.of(
                store.by(by).create(person.email(), person.name(), hash, admin, clock.instant())));
  }

  /** Adds the account that administers the server; empty if there is any account. */
  public Optional<Account> createFirst(Person person, Actor by) {
    String hash = passwords.hash(person.password());
    return unlessTaken(
        () -> store.by(by).createFirst(person.email(), person.name(), hash, clock.instant()));
  }

  /**
   * Adds the account that administers the server, with a project; empty if there is any account.
   */
  public Optional<Account> createFirst(Person person, FirstProject project, Actor by) {
    String hash = passwords.hash(person.password());
    return unlessTaken(
        () ->
            store
                .by(by)
                .createFirst(person.email(), person.name(), hash, project, clock.instant()));
  }

  /**
   * Changes an account's password and ends its sessions.
   *
   * @return the account; empty for none of this address
   * @throws BadFieldException naming what is wrong
   */
  public Optional<Account> setPassword(String email, String password, Actor by) {
    String checked = PasswordRules.check("password", password, email);
    return change(
        email, id -> store.by(by).setPassword(id, passwords.hash(checked), clock.instant()));
  }

  /**
   * Says whether an account administers the server.
   *
   * @return the account; empty for none of this address
   * @throws BadFieldException if it is no address
   */
  public Optional<Account> setAdmin(String email, boolean admin, Actor by) {
    return change(email, id -> store.by(by).setAdmin(id, admin, clock.instant()));
  }

  private static Optional<Account> unlessTaken(Supplier<Optional<Account>> work) {
    try {
      return work.get();
    } catch (StoreConflictException e) {
      return Optional.empty();
    }
  }

  private Optional<Account> change(String email, LongPredicate change) {
    return store
        .findByEmail(email(email))
        .filter(found -> change.test(found.id()))
        .flatMap(found -> store.find(found.id()));
  }

  private static String email(String text) {
    return Emails.parse(text)
        .orElseThrow(() -> new BadFieldException("email", "not " + Emails.FORM));
  }
}
