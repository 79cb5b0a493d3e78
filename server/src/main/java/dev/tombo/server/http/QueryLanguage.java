// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.model.Level;
import dev.tombo.server.store.Condition;
import dev.tombo.server.store.Condition.Comparison;
import dev.tombo.server.store.Condition.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The query language of the list of issues: terms between spaces, all of which hold; a minus sign
 * before one turns it round.
 *
 * <p>{@code is:} a status, {@code level:}, {@code environment:} and {@code release:} it was ever
 * seen in, {@code origin:} a part of it, {@code count:} a number after {@code > >= < <=} or
 * nothing, {@code has:} a tag, any other {@code key:value} a tag's value; all else is text, found
 * anywhere in upper or lower case. What holds spaces stands between double quotes, in which a
 * backslash takes the next sign literally.
 */
final class QueryLanguage {
  private static final int MAX_TERMS = 20;

  /** Each of them reads the texts of all issues of a project. */
  private static final int MAX_TEXTS = 5;

  private final String query;
  private int at;

  private QueryLanguage(String query) {
    this.query = query;
  }

  /**
   * The conditions of a query.
   *
   * @throws ProblemException 400 saying what is wrong with it
   */
  static List<Condition> parse(String query) {
    var parser = new QueryLanguage(query);
    List<Condition> conditions = new ArrayList<>();
    while (parser.skipSpaces()) {
      conditions.add(parser.term());
      if (conditions.size() > MAX_TERMS) {
        throw wrong("more than " + MAX_TERMS + " terms");
      }
    }
    if (conditions.stream().filter(QueryLanguage::readsTexts).count() > MAX_TEXTS) {
      throw wrong("more than " + MAX_TEXTS + " texts to look for");
    }
    return conditions;
  }

  private static boolean readsTexts(Condition condition) {
    return condition instanceof Condition.Not not
        ? readsTexts(not.other())
        : condition instanceof Condition.Contains;
  }

  private boolean skipSpaces() {
    while (at < query.length() && Character.isWhitespace(query.charAt(at))) {
      at++;
    }
    return at < query.length();
  }

  private Condition term() {
    boolean negated = query.charAt(at) == '-' && at + 1 < query.length() && !spaceAt(at + 1);
    if (negated) {
      at++;
    }
    Optional<String> field = field();
    Condition condition = field.isPresent() ? of(field.get(), text()) : contains(text());
    return negated ? new Condition.Not(condition) : condition;
  }

  /** Reads a name and its colon, if that is what comes, and a value after it. */
  private Optional<String> field() {
    int end = at;
    while (end < query.length() && inName(query.charAt(end), end == at)) {
      end++;
    }
    boolean named = end > at && end < query.length() && query.charAt(end) == ':';
    boolean valued = named && end + 1 < query.length() && !spaceAt(end + 1);
    if (!valued || query.startsWith("//", end + 1)) {
      return Optional.empty();
    }
    String name = query.substring(at, end);
    at = end + 1;
    return Optional.of(name);
  }

  private String text() {
    if (query.charAt(at) != '"') {
      int start = at;
      while (at < query.length() && !spaceAt(at)) {
        at++;
      }
      return query.substring(start, at);
    }
    StringBuilder text = new StringBuilder();
    for (at++; at < query.length(); at++) {
      char sign = query.charAt(at);
      if (sign == '"') {
        at++;
        return text.toString();
      }
      if (sign == '\\' && at + 1 < query.length()) {
        sign = query.charAt(++at);
      }
      text.append(sign);
    }
    throw wrong("a quote is not closed");
  }

  private boolean spaceAt(int index) {
    return Character.isWhitespace(query.charAt(index));
  }

  private static boolean inName(char sign, boolean first) {
    boolean letter = (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
    return letter || (!first && ((sign >= '0' && sign <= '9') || "._-".indexOf(sign) >= 0));
  }

  private static Condition of(String field, String value) {
    return switch (field) {
      case "is" ->
          new Condition.HasStatus(
              IssueStatus.parse(value)
                  .orElseThrow(() -> wrong("is: not unresolved, resolved or archived")));
      case "level" ->
          new Condition.HasLevel(
              Level.named(value)
                  .orElseThrow(() -> wrong("level: not fatal, error, warning, info or debug")));
      case "environment" -> new Condition.InEnvironment(value);
      case "release" -> new Condition.InRelease(value);
      case "origin" -> new Condition.Contains(Where.ORIGIN, value);
      case "count" -> count(value);
      case "has" -> new Condition.Tagged(value, Optional.empty());
      case "status", "project", "search", "searchBy", "sort", "direction", "since", "until" ->
          throw wrong(
              field + ": a parameter of its own" + (field.equals("status") ? ", or is:" : ""));
      default -> new Condition.Tagged(field, Optional.of(value));
    };
  }

  private static Condition count(String value) {
    String number = value.replaceFirst("^[<>]=?", "");
    if (!number.matches("\\d{1,18}")) {
      throw wrong("count: not a number, or one after > >= < or <=");
    }
    Comparison comparison =
        switch (value.substring(0, value.length() - number.length())) {
          case "<" -> Comparison.LESS;
          case "<=" -> Comparison.AT_MOST;
          case ">=" -> Comparison.AT_LEAST;
          case ">" -> Comparison.MORE;
          default -> Comparison.EXACTLY;
        };
    return new Condition.Counts(comparison, Long.parseLong(number));
  }

  private static Condition contains(String text) {
    return new Condition.Contains(Where.ANYWHERE, text);
  }

  private static ProblemException wrong(String what) {
    return new ProblemException(Problem.badRequest("q: " + what));
  }
}
