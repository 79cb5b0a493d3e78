// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Holds the web page's files to each other. */
final class PageTest {
  private static final SortedMap<String, byte[]> FILES = PageSources.find().files();

  @Test
  void files_areThoseThatTheDocumentLeadsTo() {
    assertThat(FILES)
        .containsKeys(
            "core/main.js",
            "styles/tokens.css",
            "icon.svg",
            "lib/lit/index.js",
            "lib/lit-html/lit-html.js",
            "lib/lit__reactive-element/css-tag.js",
            "lib/uplot/dist/uPlot.min.css",
            "screens/issue/issue.js")
        .doesNotContainKeys("README.md", "index.html");
  }

  @Test
  void modulesAtOnce_leaveOutWhatIsFetchedWhenNeeded() {
    assertThat(PageSources.find().modulesAtOnce())
        .contains("core/main.js", "screens/issues/issues.js", "lib/lit/index.js")
        .doesNotContain("core/early.js", "screens/issue/issue.js");
  }

  @Test
  void routes_ofPageAndServer_areTheSame() {
    assertThat(matches("path: '([^']+)'", text("core/routes.js")).toList())
        .containsExactlyElementsOf(PageResource.PATHS);
  }

  @Test
  void assemble_underABasePath_putsItBeforeEveryAddress() {
    String html = new String(Page.assemble("/a/base").index().plain(), StandardCharsets.UTF_8);

    assertThat(html).contains("data-base=\"/a/base\"").doesNotContainPattern("\\{\\w+}");
    assertThat(matches("(?:href|src)=\"([^\"]+)\"", html))
        .isNotEmpty()
        .allMatch(address -> address.startsWith("/a/base/assets/"));
  }

  @Test
  void policy_allowsNothingUnsafeAndTheImportMapByItsHash() {
    assertThat(Page.assemble("").policy())
        .doesNotContain("unsafe")
        .contains("default-src 'none'")
        .containsPattern("script-src 'self' 'sha256-[A-Za-z0-9+/]{43}='");
    assertThat(Page.assemble("/x").policy()).isNotEqualTo(Page.assemble("").policy());
  }

  @Test
  void gzipped_isSmallerAndTheSame() throws IOException {
    Page page = Page.assemble("");
    PageFile file = page.file("core/router.js").orElseThrow();

    assertThat(file.gzipped().length).isLessThan(file.plain().length / 2);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(file.gzipped())).readAllBytes())
        .isEqualTo(file.plain());
  }

  @Test
  void sources_haveNoColourOutsideTheTokens() {
    List<String> sheets =
        FILES.keySet().stream().filter(path -> path.startsWith("styles/")).toList();

    assertThat(sheets).hasSizeGreaterThan(4);
    assertThat(sheets)
        .filteredOn(path -> !path.equals("styles/tokens.css"))
        .allSatisfy(
            path -> assertThat(text(path)).doesNotContainPattern("#[0-9a-fA-F]{3,8}\\b|rgb\\("));
  }

  private static Stream<String> matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map((MatchResult m) -> m.group(1));
  }

  private static String text(String path) {
    return new String(FILES.get(path), StandardCharsets.UTF_8);
  }
}
