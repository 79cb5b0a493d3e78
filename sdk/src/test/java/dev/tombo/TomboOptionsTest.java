// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Where settings come from, and which are refused. */
class TomboOptionsTest {
  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> file = new HashMap<>();

  @Test
  void build_everySourceSet_codeWins() {
    setAll();

    assertThat(build(b -> b.release("code")).release()).contains("code");
  }

  @Test
  void set_textOfAConfiguration_comesAfterCodeAndBeforeProperties() {
    setAll();

    assertThat(build(b -> b.set("release", "text")).release()).contains("text");
    assertThat(build(b -> b.set("release", "text").release("code")).release()).contains("code");
    assertThat(build(b -> b.set("release", " ")).release()).contains("property");
    assertThat(build(b -> b.set("spool", "always").set("maxFrames", "7")))
        .satisfies(options -> assertThat(options.spool()).isEqualTo(SpoolMode.ALWAYS))
        .satisfies(options -> assertThat(options.maxFrames()).isEqualTo(7));
  }

  @Test
  void set_senseless_isRefusedAndLeavesTheRest() {
    TomboOptions.Builder builder = TomboOptions.builder().set("maxFrames", "7");

    assertThatThrownBy(() -> builder.set("maxFrames", "none"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("maxFrames: ");
    assertThatThrownBy(() -> builder.set("maxFrames", "0")).hasMessageStartingWith("maxFrames: ");
    assertThatThrownBy(() -> builder.set("maxFrame", "1")).hasMessage("maxFrame: no such setting");
    assertThat(builder.build().maxFrames()).isEqualTo(7);
  }

  @Test
  void build_codeUnset_propertyThenEnvironmentThenFile() {
    setAll();
    assertThat(build(b -> b).release()).contains("property");
    properties.clear();
    assertThat(build(b -> b).release()).contains("environment");
    environment.clear();
    assertThat(build(b -> b).release()).contains("file");
    file.clear();
    assertThat(build(b -> b).release()).isEmpty();
  }

  @Test
  void build_blankOrUnresolved_countsAsUnset() {
    file.put("tombo.token", "file");
    properties.put("tombo.token", "  ");
    environment.put("TOMBO_TOKEN", "${env:TOMBO_TOKEN}");

    assertThat(build(b -> b.token("TOMBO_TOKEN_IS_UNDEFINED")).token()).contains("file");
  }

  @Test
  void build_everyScalar_hasNamesInEnvironment() {
    environment.put("TOMBO_ENDPOINT", "https://errors.example.com/base/");
    environment.put("TOMBO_TOKEN", "abc");
    environment.put("TOMBO_ENVIRONMENT", "production");
    environment.put("TOMBO_ORIGIN", "host");
    environment.put("TOMBO_IN_APP", "com.acme, org.acme");
    environment.put("TOMBO_MAX_QUEUE_EVENTS", "7");
    environment.put("TOMBO_MAX_QUEUE_BYTES", "70000");
    environment.put("TOMBO_MAX_BATCH_AGE", "500ms");
    environment.put("TOMBO_CALL_TIMEOUT", "3s");
    environment.put("TOMBO_CLOSE_TIMEOUT", "PT1M");
    TomboOptions options = build(b -> b);

    assertThat(options.endpoint()).contains("https://errors.example.com/base");
    assertThat(options.token()).contains("abc");
    assertThat(options.environment()).contains("production");
    assertThat(options.origin()).contains("host");
    assertThat(options.inApp()).containsExactly("com.acme", "org.acme");
    assertThat(options.maxQueueEvents()).isEqualTo(7);
    assertThat(options.maxQueueBytes()).isEqualTo(70000);
    assertThat(options.maxBatchAge()).isEqualTo(Duration.ofMillis(500));
    assertThat(options.callTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(options.closeTimeout()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void build_environmentWithoutUnderscores_isReadToo() {
    environment.put("TOMBO_INAPP", "com.acme");

    assertThat(build(b -> b).inApp()).containsExactly("com.acme");
  }

  @Test
  void build_nothingSet_hasDefaults() {
    TomboOptions options = build(b -> b);

    assertThat(options.maxQueueEvents()).isEqualTo(1000);
    assertThat(options.maxQueueBytes()).isEqualTo(8 * 1024 * 1024);
    assertThat(options.maxBatchEvents()).isEqualTo(100);
    assertThat(options.maxBatchBytes()).isEqualTo(512 * 1024);
    assertThat(options.maxBatchAge()).isEqualTo(Duration.ofSeconds(2));
    assertThat(options.closeTimeout()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void toBuilder_everythingSet_keepsIt() {
    setAll();
    TomboOptions options = build(b -> b.tag("k", "v").inApp("com.acme").maxFrames(9));
    properties.clear();
    TomboOptions copy = options.toBuilder().origin("o").build(settings());

    assertThat(copy.release()).contains("property");
    assertThat(copy.tags()).containsEntry("k", "v");
    assertThat(copy.inApp()).containsExactly("com.acme");
    assertThat(copy.maxFrames()).isEqualTo(9);
    assertThat(copy.origin()).contains("o");
  }

  @Test
  void build_badSetting_isNamed() {
    assertBad("endpoint", b -> b.endpoint("ftp://errors.example.com"));
    assertBad("endpoint", b -> b.endpoint("errors.example.com:8080"));
    assertBad("endpoint", b -> b.endpoint("https://errors.example.com/?q=1"));
    assertBad("endpoint", b -> b.endpoint("https://user:secret@errors.example.com"));
    assertBad("endpoint", b -> b.endpoint("https://bad host"));
    assertBad("token", b -> b.token("two words"));
    assertBad("token", b -> b.token("tok\u00E9n"));
    assertBad("maxQueueEvents", b -> b.maxQueueEvents(0));
    assertBad("maxQueueBytes", b -> b.maxQueueBytes(-1));
    assertBad("maxBatchEvents", b -> b.maxBatchEvents(0));
    assertBad("maxBatchBytes", b -> b.maxBatchBytes(0));
    assertBad("maxFrames", b -> b.maxFrames(0));
    assertBad("maxBatchAge", b -> b.maxBatchAge(Duration.ofSeconds(-1)));
    assertBad("connectTimeout", b -> b.connectTimeout(Duration.ZERO));
    assertBad("callTimeout", b -> b.callTimeout(Duration.ofDays(400)));
    assertBad("callTimeout", b -> b.callTimeout(Duration.ofSeconds(Long.MAX_VALUE)));
    assertBad("closeTimeout", b -> b.closeTimeout(Duration.ofNanos(-1)));
    assertBad("closeTimeout", b -> b.closeTimeout(Duration.ofHours(25)));
  }

  @Test
  void build_badEndpointWithPassword_doesNotShowIt() {
    for (String endpoint :
        new String[] {
          "https://user:secret@host", "ftp://user:secret@host", "https://user:sec/secret@bad host"
        }) {
      assertThatThrownBy(() -> build(b -> b.endpoint(endpoint)))
          .hasStackTraceContaining("***@")
          .satisfies(thrown -> assertThat(stackTrace(thrown)).doesNotContain("secret"));
    }
  }

  private static String stackTrace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void build_badSettingInEnvironment_isNamed() {
    environment.put("TOMBO_MAX_QUEUE_EVENTS", "many");
    assertBad("maxQueueEvents", b -> b);
    environment.put("TOMBO_MAX_QUEUE_EVENTS", "1");
    environment.put("TOMBO_CLOSE_TIMEOUT", "soon");
    assertBad("closeTimeout", b -> b);
  }

  @Test
  void build_endpointWithUnderscore_isFine() {
    assertThat(build(b -> b.endpoint("http://error_tracker:8080")).endpoint())
        .contains("http://error_tracker:8080");
  }

  @Test
  void toString_always_hidesTheToken() {
    assertThat(build(b -> b.token("secret-token")).toString()).doesNotContain("secret-token");
  }

  @Test
  void isPlain_onlyForOtherHosts() {
    assertThat(Check.isPlain("http://errors.example.com")).isTrue();
    assertThat(Check.isPlain("HTTP://10.0.0.1:8080")).isTrue();
    assertThat(Check.isPlain("http://localhost:8080")).isFalse();
    assertThat(Check.isPlain("http://127.0.0.1:8080/base")).isFalse();
    assertThat(Check.isPlain("http://[::1]:8080")).isFalse();
    assertThat(Check.isPlain("https://errors.example.com")).isFalse();
  }

  private void setAll() {
    properties.put("tombo.release", "property");
    environment.put("TOMBO_RELEASE", "environment");
    file.put("tombo.release", "file");
  }

  private Settings settings() {
    return new Settings(properties::get, environment::get, file::get);
  }

  private TomboOptions build(UnaryOperator<TomboOptions.Builder> set) {
    return set.apply(TomboOptions.builder()).build(settings());
  }

  private void assertBad(String name, UnaryOperator<TomboOptions.Builder> set) {
    assertThatThrownBy(() -> build(set))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name + ": ");
  }
}
