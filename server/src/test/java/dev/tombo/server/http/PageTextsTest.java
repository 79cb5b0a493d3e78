// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the page's catalogues of texts to each other and to the modules that use them. */
final class PageTextsTest {
  private static final SortedMap<String, byte[]> FILES = PageSources.find().files();
  private static final JsonNode PORTUGUESE = catalog("pt-BR");
  private static final JsonNode ENGLISH = catalog("en");

  /** {@code t('a.key')}, or {@code t('a.' + more)}. */
  private static final Pattern USE = Pattern.compile("\\bt\\(\\s*'([^']+)'(\\s*\\+)?");

  /** {@code {name}}, where a value goes. */
  private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

  @Test
  void catalogs_haveTheSameTexts() {
    assertThat(keys(PORTUGUESE)).isNotEmpty().isEqualTo(keys(ENGLISH));
  }

  @Test
  void texts_areThereWithTheSamePlaces() {
    for (String key : keys(PORTUGUESE)) {
      assertThat(forms(PORTUGUESE.path(key)).values()).as(key).allMatch(text -> !text.isBlank());
      assertThat(places(ENGLISH.path(key))).as(key).isEqualTo(places(PORTUGUESE.path(key)));
      assertThat(forms(ENGLISH.path(key)).keySet())
          .as(key)
          .isEqualTo(forms(PORTUGUESE.path(key)).keySet());
    }
  }

  @Test
  void modules_useTextsThatThereAre_andAllOfThem() {
    Set<String> unused = keys(ENGLISH);
    FILES.forEach(
        (path, bytes) -> {
          if (path.endsWith(".js") && !path.startsWith("lib/") && !path.contains("/catalog/")) {
            Matcher uses = USE.matcher(new String(bytes, StandardCharsets.UTF_8));
            while (uses.find()) {
              String key = uses.group(1);
              boolean beginning = uses.group(2) != null;
              Set<String> used = new TreeSet<>(keys(ENGLISH));
              used.removeIf(one -> beginning ? !one.startsWith(key) : !one.equals(key));
              assertThat(used).as("texts %s of %s", key, path).isNotEmpty();
              unused.removeAll(used);
            }
          }
        });
    assertThat(unused).as("texts that nothing uses").isEmpty();
  }

  private static Set<String> keys(JsonNode catalog) {
    Set<String> keys = new TreeSet<>();
    catalog.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** A text by the forms that numbers ask for; one form without a name where there is but one. */
  private static Map<String, String> forms(JsonNode text) {
    Map<String, String> forms = new TreeMap<>();
    if (text.isTextual()) {
      forms.put("", text.textValue());
    }
    text.properties().forEach(form -> forms.put(form.getKey(), form.getValue().asText()));
    return forms;
  }

  private static Set<String> places(JsonNode text) {
    Set<String> places = new TreeSet<>();
    for (String form : new ArrayList<>(forms(text).values())) {
      PLACE.matcher(form).results().forEach(place -> places.add(place.group()));
    }
    return places;
  }

  private static JsonNode catalog(String language) {
    String module =
        new String(FILES.get("i18n/catalog/" + language + ".js"), StandardCharsets.UTF_8);
    String json = module.substring(module.indexOf("export default") + 14).strip();
    try {
      return JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build()
          .readTree(json.substring(0, json.length() - 1));
    } catch (JsonProcessingException e) {
      throw new AssertionError(language + ": " + e.getMessage(), e);
    }
  }
}
