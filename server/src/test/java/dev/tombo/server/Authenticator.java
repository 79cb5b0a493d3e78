// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Somebody's phone: makes the codes of a second factor as apps do (RFC 6238), from what the server
 * showed.
 *
 * @param secret in base 32
 * @param recoveryCodes empty until it is confirmed
 */
record Authenticator(String secret, List<String> recoveryCodes) {
  private static final String PATH = "/api/v1/me/second-factor";
  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** Takes a secret of an account of the usual password, which is to be confirmed. */
  static Authenticator start(TestServer server, String accessToken) {
    String json = "{\"password\":\"" + TestServer.PASSWORD + "\"}";
    Answer answer = server.send("POST", PATH, json, accessToken);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return new Authenticator(answer.json().path("secret").asText(), List.of());
  }

  /** Guards an account of the usual password; the code of this step of time is used up by it. */
  static Authenticator enrol(TestServer server, String accessToken) {
    Authenticator started = start(server, accessToken);
    Answer answer = server.send("POST", PATH + "/confirm", started.json(0), accessToken);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    List<String> codes = new ArrayList<>();
    answer.json().path("recoveryCodes").forEach(code -> codes.add(code.asText()));
    return new Authenticator(started.secret(), codes);
  }

  /** The access token of an account of its own that is guarded. */
  static String guarded(TestServer server) {
    String token = server.account("g" + Samples.newId() + "@example.com");
    assertThat(enrol(server, token).recoveryCodes()).hasSize(10);
    return token;
  }

  /** A body with the code of so many steps from now: a code of the next is taken for a minute. */
  String json(int steps) {
    return "{\"code\":\"" + code(steps) + "\"}";
  }

  /** The code of so many steps from now. */
  String code(int steps) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key(), "HmacSHA1"));
      long step = Instant.now().getEpochSecond() / 30 + steps;
      byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      int offset = hash[19] & 15;
      long number = Integer.toUnsignedLong(ByteBuffer.wrap(hash).getInt(offset)) & 0x7fff_ffffL;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] key() {
    StringBuilder bits = new StringBuilder();
    for (int i = 0; i < secret.length(); i++) {
      String five = Integer.toBinaryString(32 + BASE_32.indexOf(secret.charAt(i)));
      bits.append(five, 1, 6);
    }
    byte[] key = new byte[bits.length() / 8];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
    }
    return key;
  }
}
