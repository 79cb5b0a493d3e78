// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombo.server.model.Account;
import dev.tombo.server.model.Project;
import dev.tombo.server.store.Store;
import dev.tombo.server.store.jdbc.JdbcStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks a real server for issues and events: filters, pages, and what is not the asker's. */
class QueryHttpTest {
  private static final int ISSUES = 24;
  private static final String ISSUE_LIST = "/api/v1/issues";

  @TempDir private static Path data;
  private static TestServer server;
  private static String stranger = "";

  /**
   * Issue n is in production or staging by turns, of release 1 to 3, and each fourth a warning; the
   * first is resolved and the second archived.
   */
  @BeforeAll
  static void start() {
    server = TestServer.start(data);
    String[] events = new String[ISSUES];
    for (int n = 0; n < ISSUES; n++) {
      events[n] =
          Samples.event(
              Samples.newId(),
              String.format(
                  "\"message\":\"number %s\",\"fingerprint\":[\"%s\"],\"environment\":\"%s\","
                      + "\"release\":\"%s\",\"level\":\"%s\"",
                  n,
                  n,
                  n % 2 == 0 ? "production" : "staging",
                  n % 3,
                  n % 4 == 0 ? "warn" : "error"));
    }
    assertThat(server.post(Samples.batch(events)).receipt())
        .isEqualTo(ISSUES + " accepted, 0 duplicates");
    setStatus("number 0", "resolved");
    setStatus("number 1", "archived");
    stranger = stranger();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void calm() {
    server.assertCalm();
  }

  @ParameterizedTest
  @CsvSource({
    "project=1,23",
    "environment=production,12",
    "environment=staging,11",
    "release=2,8",
    "level=warning,6",
    "level=error,17",
    "status=unresolved,22",
    "status=resolved,1",
    "status=archived,1",
    "environment=production&level=warning,6",
    "environment=staging&level=warning,0",
    "environment=production&release=0,4",
    "environment=production&release=0&level=warning,2",
    "environment=production&release=0&level=warning&status=resolved,1",
    "environment=production&release=0&level=warning&status=unresolved&project=1,1",
    "environment=nowhere,0",
    "environment=PRODUCTION,0",
    "release=%27%20or%201%3D1,0",
    "search=NUMBER%201,10",
    "search=number%201&searchBy=description&status=archived,1",
    "search=arn,6",
    "search=arn&searchBy=description,0",
    "search=arn&searchBy=level,6",
    "q=is:archived,1",
    "q=level:warning%20-environment:staging,6",
    "q=level:warning%20release:2,2",
    "q=%22number%2012%22,1",
    "q=-number,0",
    "since=2020-01-01T00:00:00Z,23",
    "since=2030-01-01T00:00:00%2B01:00,0",
    "until=2020-01-01T00:00:00Z,0",
    "sort=count&direction=asc&search=2&status=unresolved&environment=production&level=error,2"
  })
  void list_filters_combine(String query, int count) {
    Answer answer = server.get(ISSUE_LIST + "?limit=200&" + query);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("items")).hasSize(count);
    assertThat(answer.json().path("nextCursor").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=1", "limit=7", "limit=23", "limit=5&environment=production"})
  void list_pagesPutTogether_holdEachIssueOnce(String query) {
    List<String> whole = ids(server.get(ISSUE_LIST + "?" + query.replaceAll("limit=\\d+&?", "")));

    assertThat(pages(ISSUE_LIST + "?" + query)).isEqualTo(whole).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sort=count&direction=asc&limit=4",
        "sort=firstSeen&limit=5&q=number&status=unresolved",
        "sort=level&direction=asc&limit=6&search=number&searchBy=description&project=1",
        "limit=3&direction=asc&since=2020-01-01T00:00:00Z"
      })
  void list_continuedByCursorAlone_goesOnInTheSameList(String query) {
    String path = ISSUE_LIST + "?" + query;
    List<String> whole = ids(server.get(path.replaceAll("limit=\\d", "limit=200")));
    List<String> walked = new ArrayList<>();
    Answer page = server.get(path);
    walked.addAll(ids(page));
    while (!page.json().path("nextCursor").isNull()) {
      String cursor = page.json().path("nextCursor").asText();
      page = server.get(ISSUE_LIST + "?limit=3&cursor=" + cursor);
      walked.addAll(ids(page));
    }

    assertThat(walked).isEqualTo(whole).doesNotHaveDuplicates().hasSizeGreaterThan(10);
  }

  @Test
  void list_cursorOfAnotherList_isNamed() {
    String cursor =
        server.get(ISSUE_LIST + "?limit=2&level=error").json().path("nextCursor").asText();

    assertThat(server.get(ISSUE_LIST + "?limit=2&level=error&cursor=" + cursor).status())
        .isEqualTo(200);
    Answer other = server.get(ISSUE_LIST + "?limit=2&level=warning&cursor=" + cursor);
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.detail()).isEqualTo("level: not as in the cursor");
  }

  @Test
  void events_pagesPutTogether_holdEachEventOnce() {
    String[] events = new String[11];
    for (int n = 0; n < events.length; n++) {
      events[n] = Samples.event(Samples.newId(), "\"message\":\"many\",\"fingerprint\":[\"23\"]");
    }
    server.post(Samples.batch(events));
    String issue = ids(server.get(ISSUE_LIST)).getFirst();
    String path = ISSUE_LIST + "/" + issue + "/events";

    assertThat(pages(path + "?limit=4"))
        .hasSize(12)
        .isEqualTo(ids(server.get(path)))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "foo=1,foo",
    "Environment=production,Environment",
    "environment=a&environment=b,environment",
    "environment=%00,environment",
    "release=a%00b,release",
    "limit=0,limit",
    "limit=201,limit",
    "limit=-1,limit",
    "limit=ten,limit",
    "limit=1e1,limit",
    "limit=99999999999,limit",
    "limit=5&limit=6,limit",
    "cursor=garbage,cursor",
    "cursor=!,cursor",
    "cursor=fHx8,cursor",
    "cursor=MXwx,cursor",
    "level=nonsense,level",
    "status=open,status",
    "status=RESOLVED,status",
    "project=shop,project",
    "sort=count;drop,sort",
    "direction=up,direction",
    "searchBy=title,searchBy",
    "since=yesterday,since",
    "since=2026-11-23,since",
    "since=%2B1000000000-01-01T00:00:00Z,since",
    "until=2026-13-01T00:00:00Z,until",
    "q=is:open,q",
    "q=status:resolved,q",
    "q=a%20b%20-c%20d%20origin:e%20f,q",
    "q=level:bad,q",
    "q=%22open,q",
    "q=count:many,q",
    "q=1%202%203%204%205%206%207%208%209%2010%2011%2012%2013%2014%2015%2016%2017%2018%2019%2020%2021,q",
    "cursor=bnVsbA,cursor",
    "cursor=e30,cursor",
    "%00=1,'\u0000'"
  })
  void list_badParameter_isNamed(String query, String name) {
    Answer answer = server.get(ISSUE_LIST + "?" + query);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.detail()).startsWith(name + ":");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/issues/1-1?foo=1,foo",
    "/api/v1/issues/1-1/events?level=error,level",
    "/api/v1/issues/1-1/events?limit=0,limit",
    "/api/v1/issues/1-1/events?cursor=x,cursor",
    "/api/v1/issues/1-1/stats?interval=week,interval",
    "/api/v1/issues/1-1/stats?since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z,since",
    "/api/v1/issues/1-1/stats?since=2001-01-02T00:00:00Z,since",
    "/api/v1/projects/1/events/0123456789abcdef0123456789abcdef?foo=1,foo"
  })
  void show_badParameter_isNamed(String path, String name) {
    Answer answer = server.get(path);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.detail()).startsWith(name + ":");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/issues/x",
        "/api/v1/issues/1-0",
        "/api/v1/issues/1-999",
        "/api/v1/issues/1-99999999999999999999",
        "/api/v1/issues/99-1",
        "/api/v1/issues/1-1%00",
        "/api/v1/issues/1-999/events",
        "/api/v1/issues?project=99",
        "/api/v1/projects/x/events/0123456789abcdef0123456789abcdef",
        "/api/v1/projects/1/events/x",
        "/api/v1/projects/1/events/0123456789abcdef0123456789abcdef",
        "/api/v1/projects/-1/events/0123456789abcdef0123456789abcdef"
      })
  void request_unknownThing_isNotFound(String path) {
    assertThat(server.get(path).status()).isEqualTo(404);
  }

  @Test
  void request_thingOfAnothersProject_isNotFound() {
    String issue = ids(server.get(ISSUE_LIST)).getFirst();
    String event = ids(server.get(ISSUE_LIST + "/" + issue + "/events")).getFirst();
    String eventPath = "/api/v1/projects/1/events/" + event;
    assertThat(server.get(ISSUE_LIST + "/" + issue).status()).isEqualTo(200);
    assertThat(server.get(eventPath).status()).isEqualTo(200);

    assertThat(server.get(ISSUE_LIST + "/" + issue, stranger).status()).isEqualTo(404);
    assertThat(server.get(ISSUE_LIST + "/" + issue + "/events", stranger).status()).isEqualTo(404);
    assertThat(server.get(eventPath, stranger).status()).isEqualTo(404);
    assertThat(server.get("/api/v1/projects/2/events/" + event, stranger).status()).isEqualTo(404);
    assertThat(server.get(ISSUE_LIST + "?project=1", stranger).status()).isEqualTo(404);
    assertThat(ids(server.get(ISSUE_LIST, stranger))).isEmpty();
    assertThat(ids(server.get(ISSUE_LIST + "?project=2", stranger))).isEmpty();
    assertThat(server.get(ISSUE_LIST + "?project=2").status()).isEqualTo(404);
  }

  /** Follows the cursors to the end. */
  private static List<String> pages(String path) {
    List<String> all = new ArrayList<>();
    Answer page = server.get(path);
    all.addAll(ids(page));
    while (!page.json().path("nextCursor").isNull()) {
      page = server.get(path + "&cursor=" + page.json().path("nextCursor").asText());
      assertThat(ids(page)).isNotEmpty();
      all.addAll(ids(page));
    }
    return all;
  }

  private static List<String> ids(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    for (JsonNode item : answer.json().path("items")) {
      ids.add(item.path("id").asText());
    }
    return ids;
  }

  private static void setStatus(String title, String status) {
    JsonNode items = server.get(ISSUE_LIST + "?limit=200").json().path("items");
    String id = "";
    for (JsonNode item : items) {
      id = item.path("title").asText().equals(title) ? item.path("id").asText() : id;
    }
    assertThat(server.patch(ISSUE_LIST + "/" + id, "{\"status\":\"" + status + "\"}").status())
        .isEqualTo(200);
  }

  /** The access token of an account that has a project of its own. */
  private static String stranger() {
    String token = server.account("eva@example.com");
    try (Store store = JdbcStore.sqlite(data.resolve("tombo.db"))) {
      Account account = store.accounts().findByEmail("eva@example.com").orElseThrow();
      Project project = store.projects().create("other", account.id(), Instant.now());
      assertThat(project.id()).isEqualTo(2);
    }
    return token;
  }
}
