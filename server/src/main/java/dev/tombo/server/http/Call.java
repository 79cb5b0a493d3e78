// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tombo.server.auth.Caller;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.ApiToken;
import dev.tombo.server.model.Networks;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A request that has shown the credential that its route takes. Not thread-safe.
 *
 * @param request what is asked
 * @param response where the answer goes
 * @param person who asks; empty where the route asks for no person
 * @param sender the API token; empty where the route takes none
 * @param parameters of the query, those that the route knows
 * @param remote who asks; the other end of the connection or whom that, a proxy, speaks for
 */
record Call(
    ServerRequest request,
    ServerResponse response,
    Optional<Caller> person,
    Optional<ApiToken> sender,
    Parameters parameters,
    InetAddress remote) {
  private static final int MAX_BYTES_OF_PERSON = 256 << 10;
  private static final int MAX_BYTES_OF_ANYBODY = 16 << 10;
  private static final int A_PACKET = 1_400;

  /** The person who asks. */
  Caller caller() {
    return person.orElseThrow(() -> new IllegalStateException("the route asks for no person"));
  }

  /** The API token that was shown. */
  ApiToken apiToken() {
    return sender.orElseThrow(() -> new IllegalStateException("the route takes no API token"));
  }

  /** The person who asks, as the audit log tells of them. */
  Actor actor() {
    return Actor.of(caller().account(), remote());
  }

  /** The text of a parameter of the path. */
  String path(String name) {
    return request.path().pathParameters().get(name);
  }

  /**
   * A parameter of the path that is a number from 1.
   *
   * @throws ProblemException 404 if it is none
   */
  long number(String name) {
    return Parameters.number(path(name))
        .orElseThrow(() -> new ProblemException(Problem.notFound()));
  }

  /**
   * The body, a JSON object.
   *
   * @throws ProblemException 400 or 413 if it is none
   */
  JsonNode json() {
    int most = person.isPresent() ? MAX_BYTES_OF_PERSON : MAX_BYTES_OF_ANYBODY;
    try {
      byte[] bytes = RequestBody.of(request).readNBytes(most + 1);
      if (bytes.length > most) {
        throw new ProblemException(Problem.tooLarge("the body is over " + most + " bytes"));
      }
      JsonNode body = JsonReplies.MAPPER.readTree(bytes);
      if (body == null || !body.isObject()) {
        throw new ProblemException(Problem.badRequest("the body is not a JSON object"));
      }
      return body;
    } catch (JacksonException e) {
      throw new ProblemException(Problem.badRequest("the body is not JSON"));
    } catch (IOException e) {
      throw new ProblemException(Problem.badRequest("the body ends early"));
    }
  }

  /** Whose memory what is sent is held in. */
  String network() {
    return Networks.of(remote);
  }

  /** Answers 200 with JSON, compressed where that is taken and saves a packet. */
  void reply(Object body) {
    byte[] json = JsonReplies.bytes(body);
    if (json.length > A_PACKET && Gzip.isTaken(request)) {
      response.header(HeaderNames.CONTENT_ENCODING, "gzip");
      json = Gzip.compress(json);
    }
    JsonReplies.send(response, Status.OK_200, json);
  }

  /** Answers 201 with what was made, in JSON. */
  void created(Object body) {
    JsonReplies.send(response, Status.CREATED_201, JsonReplies.bytes(body));
  }

  /** Answers 202: there is more to do, as the JSON says. */
  void accepted(Object body) {
    JsonReplies.send(response, Status.ACCEPTED_202, JsonReplies.bytes(body));
  }

  /** Answers 204: done, and there is nothing to show. */
  void done() {
    response.status(Status.NO_CONTENT_204).send();
  }
}
