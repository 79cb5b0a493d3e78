// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's command line: sends one event and says in words what came of it, or what is in the way.
 *
 * <pre>java -jar tombo-sdk.jar send-test [--endpoint URL] [--token TOKEN]</pre>
 *
 * <p>It ends with status 0 if the event is stored, 1 if not and 2 if a setting is missing or wrong.
 */
final class SendTest {
  private static final Duration SKEW = Duration.ofMinutes(1);
  private static final String USAGE =
      "usage: send-test [--endpoint URL] [--token TOKEN]; what is not given is looked up as by an"
          + " application: system property, environment, tombo.properties";

  private final PrintStream out;
  private final Time time;

  SendTest(PrintStream out, Time time) {
    this.out = out;
    this.time = time;
  }

  /** Runs and ends the process. */
  @SuppressWarnings("SystemExitOutsideMain")
  public static void main(String[] arguments) {
    int status;
    try {
      status = new SendTest(System.out, Time.SYSTEM).run(arguments, Settings.ofProcess());
    } catch (LinkageError missing) {
      System.out.println(
          "A library is missing beside the SDK, jackson-core most likely: " + missing);
      status = 2;
    }
    System.exit(status);
  }

  int run(String[] arguments, Settings settings) {
    TomboOptions.Builder builder = TomboOptions.builder();
    for (int i = arguments.length > 0 && arguments[0].equals("send-test") ? 1 : 0;
        i < arguments.length;
        i += 2) {
      if (i + 1 == arguments.length || !set(builder, arguments[i], arguments[i + 1])) {
        out.println(USAGE);
        return 2;
      }
    }
    try {
      return send(builder.build(settings));
    } catch (IllegalArgumentException senseless) {
      out.println(senseless.getMessage());
      return 2;
    }
  }

  private static boolean set(TomboOptions.Builder builder, String name, String value) {
    if (name.equals("--endpoint")) {
      builder.endpoint(value);
    } else if (name.equals("--token")) {
      builder.token(value);
    } else {
      return false;
    }
    return true;
  }

  private int send(TomboOptions options) {
    String endpoint = options.endpoint;
    String token = options.token;
    if (endpoint == null || token == null) {
      out.println("No " + (endpoint == null ? "endpoint" : "token") + " is set. " + USAGE);
      return 2;
    }
    out.println("Sending a test event to " + endpoint);
    if (Check.isPlain(endpoint)) {
      out.println("Note: over plain http, token and events travel unencrypted.");
    }
    Target target = new Target(endpoint, token, options.connectTimeout, options.callTimeout);
    Transport transport = FallbackTransport.toTarget(target, new Trouble(endpoint));
    String id = new Ids(time, Ids.seededRandom()).next();
    try {
      Reply reply = transport.send(body(options, id));
      tellOfClock(reply);
      return tell(reply, id);
    } catch (IOException unreachable) {
      out.println(meaning(unreachable, options));
      return 1;
    } finally {
      transport.close();
    }
  }

  private byte[] body(TomboOptions options, String id) throws IOException {
    Event event =
        Event.builder()
            .id(id)
            .occurredAt(time.now())
            .level(Level.INFO)
            .message("Test event of the Tombo SDK")
            .environment(options.environment)
            .release(options.release)
            .origin(options.origin)
            .build();
    byte[] json = new EventEncoder(options.inApp).encode(event);
    Entry entry = new Entry(json, false, 1);
    return new Batch(id, Collections.singletonList(entry), Collections.emptyMap(), 1)
        .body(time.now());
  }

  private int tell(Reply reply, String id) {
    Answer answer = Answer.of(reply, time.now());
    if (answer.kind == Answer.Kind.ACCEPTED && answer.rejected.isEmpty()) {
      out.println("Stored. The event's id is " + id);
      return 0;
    }
    out.println("Status " + reply.status + ": " + meaning(reply, answer));
    return 1;
  }

  private static String meaning(Reply reply, Answer answer) {
    switch (reply.status) {
      case 401:
        return "the token is unknown, revoked or cut short. Compare it with the project's tokens.";
      case 403:
        return "this is no API token. Events need one; personal and access tokens do not do.";
      case 404:
      case 405:
        return "something answers, but not a Tombo server. The endpoint is its address without"
            + " /api, with the base path if it has one.";
      case 429:
        return answer.kind == Answer.Kind.OVER_QUOTA
            ? "the project's daily quota is used up; the token works."
            : "the project's rate limit is reached; the token works.";
      default:
        if (reply.status >= 300 && reply.status < 400) {
          return "the server sends elsewhere. Set the endpoint to where it does: the token is not"
              + " taken along.";
        }
        if (reply.status < 300) {
          return answer.kind == Answer.Kind.ACCEPTED
              ? "the server refused the event: " + reply.text()
              : "something answers in place of a Tombo server, such as a proxy or a log-in page.";
        }
        return "the server is not ready or failed: " + reply.text();
    }
  }

  private static String meaning(IOException fault, TomboOptions options) {
    if (fault instanceof UnknownHostException) {
      return "The host's name is not known here: " + fault.getMessage();
    }
    if (fault instanceof ConnectException) {
      return "Nothing listens there, or a firewall is between: " + fault.getMessage();
    }
    if (fault instanceof SSLException) {
      return "TLS failed: "
          + fault.getMessage()
          + ". Either this JVM does not trust the server's"
          + " certificate, or it is for another name, or the port speaks plain http.";
    }
    if (fault instanceof InterruptedIOException) {
      return "No answer within " + options.callTimeout.toMillis() / 1000 + " seconds.";
    }
    return "The connection broke off: "
        + fault
        + ". A port of https that is addressed by http"
        + " does that.";
  }

  private void tellOfClock(Reply reply) {
    Instant server = date(reply.date);
    Duration ahead = server == null ? Duration.ZERO : Duration.between(server, time.now());
    if (ahead.abs().compareTo(SKEW) > 0) {
      out.println(
          "Note: this machine's clock is "
              + ahead.abs().toMillis() / 1000
              + " seconds "
              + (ahead.isNegative() ? "behind" : "ahead of")
              + " the server's. The server corrects events for it.");
    }
  }

  private static @Nullable Instant date(@Nullable String header) {
    try {
      return header == null
          ? null
          : ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException unreadable) {
      return null;
    }
  }
}
