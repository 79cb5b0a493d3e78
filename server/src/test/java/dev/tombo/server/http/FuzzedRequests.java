// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.tombo.server.ingest.FuzzedIngest;
import dev.tombo.server.ingest.RulesForm;
import dev.tombo.server.ingest.ScrubbingForm;
import dev.tombo.server.model.GroupingRules;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what requests bring beside the bodies of senders. */
public final class FuzzedRequests {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private static final List<Proxies.Block> BLOCKS = Proxies.blocks("127.0.0.0/8,10.0.0.0/8");

  private FuzzedRequests() {}

  /** A refusal in words. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Refused(ProblemException cause) {
      super(cause.problem().detail(), cause);
    }
  }

  /** Looks for a key wherever a request may show one, and for whom a proxy asks. */
  public static void credentials(String text) {
    List<String> lines = List.of(text.split("\n", -1));
    InetAddress local = InetAddress.getLoopbackAddress();
    var unused =
        List.of(
            SenderKeys.of(Optional.of(text), Optional.empty(), Optional.empty()),
            SenderKeys.of(Optional.empty(), Optional.of(text), Optional.of(text)),
            new Proxies(BLOCKS, Proxies.Header.FORWARDED).client(local, lines),
            new Proxies(BLOCKS, Proxies.Header.X_FORWARDED_FOR).client(local, lines));
  }

  /** Reads parameters of lists: lines of name and value. */
  public static void parameters(String text) {
    Map<String, String> given = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      String[] pair = line.split("=", 2);
      given.put(pair[0], pair.length == 1 ? line : pair[1]);
    }
    var unused = Cursor.parts(text, 2);
    try {
      if (given.containsKey("interval")) {
        Parameters parameters = Parameters.of(given, "interval", "since", "until");
        var points = HourRange.of(parameters, NOW).points(new TreeMap<>());
        requireSome(points);
      } else {
        Parameters parameters = Parameters.of(given, IssueListRequest.PARAMETERS);
        requireSome(IssueListRequest.of(parameters, NOW).query(List.of(1L)).projects());
      }
      List<?> conditions = QueryLanguage.parse(text);
      if (!text.isBlank()) {
        requireSome(conditions);
      }
    } catch (ProblemException e) {
      throw new Refused(e);
    }
  }

  private static void requireSome(Collection<?> found) {
    if (found.isEmpty()) {
      throw new AssertionError("nothing was read");
    }
  }

  /** Reads a project's rules of scrubbing, and scrubs by them. */
  public static void scrubbingRules(byte[] bytes) throws IOException {
    try {
      JsonNode body = JsonReplies.MAPPER.readTree(bytes);
      FuzzedIngest.scrub(
          ScrubbingForm.read(body == null || !body.isObject() ? NullNode.instance : body));
    } catch (JacksonException e) {
      throw new Refused(new ProblemException(Problem.badRequest("not JSON")));
    } catch (IllegalArgumentException e) {
      throw new Refused(new ProblemException(Problem.badRequest(String.valueOf(e.getMessage()))));
    }
  }

  /** Reads a project's rules of grouping; what is written of them is read as the same. */
  public static void rules(byte[] bytes) throws IOException {
    JsonNode body;
    try {
      body = JsonReplies.MAPPER.readTree(bytes);
    } catch (JacksonException e) {
      throw new Refused(new ProblemException(Problem.badRequest("not JSON")));
    }
    GroupingRules rules;
    try {
      rules = RulesForm.read(body == null || !body.isObject() ? NullNode.instance : body);
    } catch (IllegalArgumentException e) {
      throw new Refused(new ProblemException(Problem.badRequest(String.valueOf(e.getMessage()))));
    }
    JsonNode written = JsonReplies.MAPPER.readTree(RulesForm.write(rules).text());
    if (!RulesForm.read(written).equals(rules)) {
      throw new AssertionError("read as other rules: " + written);
    }
  }
}
