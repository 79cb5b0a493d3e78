// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Finds a person by e-mail and IP address in each form of theirs, and takes nobody else for them.
 */
final class PersonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "eva@example.com",
        "no order for <EVA@Example.COM>.",
        "mailto:eva@example.com.",
        "https://shop.test/?mail=eva%40example.com",
        "q%3Deva%40EXAMPLE.com%26x",
        "a.eva@example.com, eva@example.com"
      })
  void isIn_aTextWithTheAddress_isTrue(String text) {
    assertThat(email("Eva@example.com").isIn(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "eva",
        "diana.eva@example.com",
        "eva@example.com.br",
        "eva@example.community",
        "x-eva@example.com",
        "%zz%4"
      })
  void isIn_aTextWithAnother_isFalse(String text) {
    assertThat(email("eva@example.com").isIn(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.9, from 192.0.2.9:8080",
    "192.0.2.9, ::ffff:192.0.2.9",
    "192.0.2.9, '[::FFFF:C000:209]:443'",
    "::ffff:192.0.2.9, 192.0.2.9.",
    "2001:db8::1, 2001:db8::1",
    "2001:db8::1, '[2001:0DB8:0:0:0:0:0:1]:443'",
    "2001:DB8:0::1, address:2001:db8:0000:0000:0000:0000:0000:0001.",
    "2001:db8::1, refused at 12:30:45: 2001:db8::0:1: closed",
    "2001:db8::1, http://%5B2001%3Adb8%3A%3A1%5D/",
    "fe80::, prefix fe80::",
  })
  void isIn_aTextWithTheIp_isTrue(String ip, String text) {
    assertThat(ip(ip).isIn(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.9, 192.0.2.91",
    "192.0.2.9, 1192.0.2.9",
    "192.0.2.9, 192.0.2.9.1",
    "192.0.2.9, ::ffff:192.0.2.8",
    "2001:db8::1, 2001:db8::10",
    "2001:db8::1, 2001:db8:1::1",
    "2001:db8::1, a::b::c std::vector",
  })
  void isIn_aTextWithAnotherIp_isFalse(String ip, String text) {
    assertThat(ip(ip).isIn(text)).isFalse();
  }

  @Test
  void isIn_aLongRunOfColons_isFalse() {
    assertThat(ip("2001:db8::1").isIn(":".repeat(1 << 20))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "example.com", "dead.beef", "1.2.3", "300.1.1.1", "1::2::3", "12:30"})
  void address_ofNoIp_isEmpty(String text) {
    assertThat(Person.address(text)).isEmpty();
  }

  @Test
  void erasedFrom_aText_leavesTheRest() {
    Person eva =
        new Person(Optional.of("7"), Optional.of("eva@example.com"), Optional.of("2001:db8::1"));

    assertThat(eva.erasedFrom("7 mails to EVA@example.com and 2001:db8:0::1, eva@example.com!"))
        .isEqualTo("7 mails to [erased] and [erased], [erased]!");
    assertThat(eva.erasedFrom("nothing of hers")).isEqualTo("nothing of hers");
    assertThat(eva.erasedFrom("/?mail=eva%40example.com")).isEqualTo("[erased]");
  }

  @Test
  void hashes_ofAPerson_areThoseOfTheirUsers() {
    Person eva =
        new Person(
            Optional.of("eva-7"), Optional.of("eva@example.com"), Optional.of("2001:db8::1"));

    assertThat(eva.hashes())
        .containsExactly(
            hash(new User("eva-7", "x", "y", "z", Map.of())),
            hash(new User(null, "EVA@example.com", null, null, Map.of())),
            hash(new User(null, null, null, "2001:0DB8::0:1", Map.of())));
  }

  @Test
  void toString_ofAPerson_doesNotSayWho() {
    assertThat(email("eva@example.com").toString()).isEqualTo("Person[email]");
  }

  private static UserHash hash(User user) {
    return UserHash.of(user.identity().orElseThrow());
  }

  private static Person email(String email) {
    return new Person(Optional.empty(), Optional.of(email), Optional.empty());
  }

  private static Person ip(String ip) {
    return new Person(Optional.empty(), Optional.empty(), Optional.of(ip));
  }
}
