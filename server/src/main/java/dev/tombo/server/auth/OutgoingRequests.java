// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks a provider over HTTPS: no inside address unless that is allowed, no redirect, no long answer
 * and none that takes long. Thread-safe.
 */
final class OutgoingRequests implements HTTPRequestSender, ResourceRetriever {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int MOST_BYTES = 256 << 10;

  private final boolean inside;
  private final SSLSocketFactory guarded =
      new GuardedSockets((SSLSocketFactory) SSLSocketFactory.getDefault());

  /**
   * Requests.
   *
   * @param inside whether they may go in the clear, or to an inside address
   */
  OutgoingRequests(boolean inside) {
    this.inside = inside;
  }

  @Override
  public Resource retrieveResource(URL url) throws IOException {
    ReadOnlyHTTPResponse response = send(new HTTPRequest(HTTPRequest.Method.GET, url));
    if (response.getStatusCode() != 200) {
      throw new IOException("answered " + response.getStatusCode());
    }
    return new Resource(response.getBody(), "application/json");
  }

  @Override
  public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
    HttpURLConnection connection = open(request.getURL());
    try {
      connection.setRequestMethod(request.getMethod().name());
      for (Map.Entry<String, List<String>> header : request.getHeaderMap().entrySet()) {
        header.getValue().forEach(value -> connection.addRequestProperty(header.getKey(), value));
      }
      String body = request.getBody();
      if (body != null && !body.isEmpty()) {
        connection.setDoOutput(true);
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      }
      return answer(connection);
    } finally {
      connection.disconnect();
    }
  }

  private HttpURLConnection open(URL url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
    if (!inside) {
      if (!(connection instanceof HttpsURLConnection secure)) {
        throw new IOException("not https");
      }
      secure.setSSLSocketFactory(guarded);
    }
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    return connection;
  }

  private static HTTPResponse answer(HttpURLConnection connection) throws IOException {
    HTTPResponse response = new HTTPResponse(connection.getResponseCode());
    try {
      String type = connection.getContentType();
      if (type != null) {
        response.setContentType(type);
      }
    } catch (ParseException e) {
      throw new IOException("answered with a content type that is none", e);
    }
    InputStream body =
        response.getStatusCode() < 400 ? connection.getInputStream() : connection.getErrorStream();
    if (body != null) {
      try (body) {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
          throw new IOException("answered with more than " + MOST_BYTES + " bytes");
        }
        response.setBody(new String(bytes, StandardCharsets.UTF_8));
      }
    }
    return response;
  }
}
