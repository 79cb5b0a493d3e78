// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a text has an e-mail or IP address that is no part of another. An address of IPv6 is found
 * in each of its forms.
 *
 * @param start its first character
 * @param end after its last
 */
record Mention(int start, int end) {
  /** An address of IPv6 with another's of IPv4 in it has no more. */
  private static final int LONGEST_V6 = 45;

  private static final Pattern V4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("(?=.*:)[0-9a-f:][0-9a-f:.]*");

  /** An IP address in the one form in which it is compared; empty if it is none. */
  static Optional<String> ip(String text) {
    if (text.length() > LONGEST_V6 || !(V4.matcher(text).matches() || V6.matcher(text).matches())) {
      return Optional.empty();
    }
    try {
      // Of such forms no name is looked up.
      return Optional.of(InetAddress.getByName(text).getHostAddress());
    } catch (UnknownHostException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The first mention of an e-mail address, in lower case, in a text in lower case. */
  static Optional<Mention> ofEmail(String folded, String address, int from) {
    return of(folded, address, from, "._%+-", "-");
  }

  /** The first mention of an IP address, in the form of {@link #ip}, in a text in lower case. */
  static Optional<Mention> ofIp(String folded, String address, int from) {
    Optional<Mention> v6 = ofV6(folded, address, from);
    Optional<Mention> v4 =
        address.indexOf(':') < 0 ? of(folded, address, from, ".", "") : Optional.empty();
    return v4.isPresent() && (v6.isEmpty() || v4.get().start < v6.get().start) ? v4 : v6;
  }

  private static Optional<Mention> of(
      String text, String address, int from, String before, String within) {
    int at = text.indexOf(address, from);
    while (at >= 0) {
      int end = at + address.length();
      if (begins(text, at, before) && ends(text, end, within)) {
        return Optional.of(new Mention(at, end));
      }
      at = text.indexOf(address, at + 1);
    }
    return Optional.empty();
  }

  private static boolean begins(String text, int at, String before) {
    return at == 0
        || !(Character.isLetterOrDigit(text.charAt(at - 1))
            || before.indexOf(text.charAt(at - 1)) >= 0);
  }

  /** A full stop ends a sentence, or an address goes on behind it. */
  private static boolean ends(String text, int end, String within) {
    if (end == text.length()) {
      return true;
    }
    char next = text.charAt(end);
    boolean goesOn =
        (next == '.' || within.indexOf(next) >= 0)
            && end + 1 < text.length()
            && Character.isLetterOrDigit(text.charAt(end + 1));
    return !Character.isLetterOrDigit(next) && next != '_' && !goesOn;
  }

  private static Optional<Mention> ofV6(String text, String address, int from) {
    int colon = text.indexOf(':', from);
    while (colon >= 0) {
      int start = colon;
      while (start > from && isOfV6(text.charAt(start - 1))) {
        start--;
      }
      int end = colon;
      while (end < text.length() && isOfV6(text.charAt(end))) {
        end++;
      }
      Mention found = trimmed(text, start, end);
      if (found.is(text, address)) {
        return Optional.of(found);
      }
      colon = text.indexOf(':', end);
    }
    return Optional.empty();
  }

  private static boolean isOfV6(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == ':' || c == '.';
  }

  /** Without what precedes an address or ends a sentence. */
  private static Mention trimmed(String text, int from, int to) {
    int start = from;
    int end = to;
    while (end > start && text.charAt(end - 1) == '.') {
      end--;
    }
    boolean single = end - start > 2 && text.charAt(end - 2) != ':';
    end -= single && text.charAt(end - 1) == ':' ? 1 : 0;
    boolean label = end - start > 2 && text.charAt(start) == ':' && text.charAt(start + 1) != ':';
    return new Mention(start + (label ? 1 : 0), end);
  }

  /** Only what can be an address is read as one, since that takes time. */
  private boolean is(String text, String address) {
    if (end - start < 2 || end - start > LONGEST_V6) {
      return false;
    }
    String written = text.substring(start, end);
    long colons = written.chars().filter(c -> c == ':').count();
    return (written.contains("::") || colons >= 6)
        && ip(written).filter(address::equals).isPresent();
  }
}
