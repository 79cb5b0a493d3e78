// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Somebody whom events concern, by what is known of them. An id is compared with the user's of an
 * event; an e-mail address, in any case, and an IP address are found wherever an event has them.
 *
 * @param userId the application's id of the person
 * @param email an e-mail address, in lower case
 * @param ip an IP address, in one form for each
 */
public record Person(Optional<String> userId, Optional<String> email, Optional<String> ip) {
  /** What stands in a text instead of the person. */
  public static final String ERASED = "[erased]";

  private static final Pattern ENCODED = Pattern.compile("%([2-7][0-9a-f])");

  public Person {
    email = email.map(Person::folded);
    ip = ip.map(text -> address(text).orElse(text));
  }

  /** An IP address in the one form in which it is compared; empty if it is none. */
  public static Optional<String> address(String text) {
    return Mention.ip(folded(text));
  }

  /** By what they are known, in words, without saying who they are. */
  public String knownBy() {
    List<String> kinds = new ArrayList<>();
    userId.ifPresent(id -> kinds.add("userId"));
    email.ifPresent(address -> kinds.add("email"));
    ip.ifPresent(address -> kinds.add("ip"));
    return String.join(", ", kinds);
  }

  /** The digests by which they may have been counted. */
  public List<UserHash> hashes() {
    return Stream.of(
            userId.map(id -> new User(id, null, null, null, Map.of())),
            email.map(address -> new User(null, address, null, null, Map.of())),
            ip.map(address -> new User(null, null, null, address, Map.of())))
        .flatMap(Optional::stream)
        .flatMap(user -> user.identity().stream())
        .map(UserHash::of)
        .toList();
  }

  /** Whether a text holds the person's e-mail or IP address, in a URL too. */
  public boolean isIn(String text) {
    String folded = folded(text);
    return next(folded, 0).isPresent()
        || (folded.indexOf('%') >= 0 && next(decoded(folded), 0).isPresent());
  }

  /** A text without the person's e-mail and IP address. */
  public String erasedFrom(String text) {
    String folded = folded(text);
    StringBuilder erased = new StringBuilder();
    int kept = 0;
    Optional<Mention> next = folded.length() == text.length() ? next(folded, 0) : Optional.empty();
    while (next.isPresent()) {
      erased.append(text, kept, next.get().start()).append(ERASED);
      kept = next.get().end();
      next = next(folded, kept);
    }
    String rest = kept == 0 ? text : erased.append(text, kept, text.length()).toString();
    return isIn(rest) ? ERASED : rest;
  }

  private Optional<Mention> next(String folded, int from) {
    return Stream.concat(
            email.flatMap(address -> Mention.ofEmail(folded, address, from)).stream(),
            ip.flatMap(address -> Mention.ofIp(folded, address, from)).stream())
        .min(Comparator.comparingInt(Mention::start));
  }

  /** A text with what is percent-encoded of ASCII as it was before. */
  private static String decoded(String text) {
    return ENCODED
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return "Person[" + knownBy() + "]";
  }
}
