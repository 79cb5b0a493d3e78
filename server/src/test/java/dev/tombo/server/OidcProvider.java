// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** A small provider of OpenID Connect that signs real ID tokens; can be made to lie in them. */
final class OidcProvider implements AutoCloseable {
  static final String CLIENT = "tombo";
  static final String SECRET = "a secret of at least thirty-two bytes";

  private final HttpServer server;
  private final RSAKey key = key("of-the-provider");
  private final RSAKey another = key("of-the-provider");
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();

  /** How an ID token is signed. */
  enum Signed {
    RIGHT,
    BY_ANOTHER_KEY,
    BY_THE_CLIENT_SECRET,
    NOT_AT_ALL
  }

  /** What a code is good for. */
  private record Grant(Map<String, String> asked, String idToken) {}

  private OidcProvider(HttpServer server) {
    this.server = server;
  }

  static OidcProvider start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      OidcProvider provider = new OidcProvider(server);
      server.createContext("/.well-known/openid-configuration", provider::configuration);
      server.createContext(
          "/jwks", exchange -> answer(exchange, 200, new JWKSet(provider.key).toString()));
      server.createContext("/token", provider::token);
      server.start();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its address, as it calls itself. */
  URI issuer() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Lets the person in whom a browser brought; answers the code that it is sent back with. */
  String code(URI asked, String email) {
    return code(asked, Signed.RIGHT, claims -> claims.claim("email", email));
  }

  /** The same, with an ID token that is signed so and says something else. */
  String code(URI asked, Signed signed, UnaryOperator<JWTClaimsSet.Builder> change) {
    Map<String, String> parameters = parameters(asked.getRawQuery());
    Instant now = Instant.now();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer().toString())
            .audience(CLIENT)
            .subject("7")
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .claim("nonce", parameters.get("nonce"))
            .claim("email_verified", true);
    String code = Samples.newId();
    grants.put(code, new Grant(parameters, idToken(change.apply(claims).build(), signed)));
    return code;
  }

  private String idToken(JWTClaimsSet claims, Signed signed) {
    try {
      return switch (signed) {
        case NOT_AT_ALL -> new PlainJWT(claims).serialize();
        case BY_THE_CLIENT_SECRET -> {
          SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
          jwt.sign(new MACSigner(SECRET));
          yield jwt.serialize();
        }
        case RIGHT, BY_ANOTHER_KEY -> {
          JWSHeader header =
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
          SignedJWT jwt = new SignedJWT(header, claims);
          jwt.sign(new RSASSASigner(signed == Signed.RIGHT ? key : another));
          yield jwt.serialize();
        }
      };
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private void configuration(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
         "jwks_uri":"%1$s/jwks","response_types_supported":["code"],
         "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}"""
            .formatted(issuer()));
  }

  /** Gives the ID token of a code once, to the client that asked for it. */
  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> sent =
        parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Grant grant = grants.remove(sent.getOrDefault("code", ""));
    if (grant == null || !isTheSame(exchange, sent, grant.asked())) {
      answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    answer(
        exchange,
        200,
        "{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"id_token\":\"%s\"}"
            .formatted(grant.idToken()));
  }

  private static boolean isTheSame(
      HttpExchange exchange, Map<String, String> sent, Map<String, String> asked) {
    String basic = CLIENT + ":" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    String expected =
        "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8));
    return expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))
        && "authorization_code".equals(sent.get("grant_type"))
        && String.valueOf(asked.get("redirect_uri")).equals(sent.get("redirect_uri"))
        && challenge(sent.getOrDefault("code_verifier", "")).equals(asked.get("code_challenge"));
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Those of a query or a form. */
  static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
