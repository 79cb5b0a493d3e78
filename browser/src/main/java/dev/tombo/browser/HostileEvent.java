// SPDX-License-Identifier: Apache-2.0
package dev.tombo.browser;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An event that has markup wherever a text may stand, and more of everything than is usual. */
final class HostileEvent {
  static final String MARKUP = "<img src=x onerror=\"hurt=1\"><script>hurt=2</script>";

  private static final String RIGHT_TO_LEFT = "خطأ في الخادم";
  private static final String EVENT =
      """
      {"level": "fatal", "message": "$H ${long}", "template": "$H", "arguments": ["$H"],
       "logger": "$H", "thread": {"id": 1, "name": "$H"}, "origin": "$H", "environment": "$H",
       "release": "$H", "handled": false,
       "exceptions": [
         {"type": "$H", "message": "$R $H ${long}", "frames": [${frames}]},
         {"type": "$H", "message": "$R", "relation": "cause", "of": 0, "commonFrames": 9,
          "frames": [{"class": "$H", "method": "$H", "file": "$H", "line": 7, "inApp": true,
                      "context": {"before": ["$H"], "line": "$H", "after": ["$H"]}}]}],
       "tags": {"$H": "$H"}, "markers": ["$H"], "context": {"$H": {"$H": "$H", "list": ["$H"]}},
       "user": {"id": "$H", "email": "$H"},
       "request": {"method": "$H", "url": "javascript:alert('$H')", "headers": {"$H": "$H"}},
       "trace": {"traceId": "$H"},
       "breadcrumbs": [{"level": "error", "category": "$H", "message": "$H", "data": {"$H": "$H"}}],
       "modules": {"$H": "$H"}, "sdk": {"name": "$H", "version": "$H"}, "notes": ["$H"]}""";

  private HostileEvent() {}

  static void send(Stage stage) {
    String markup = MARKUP.replace("\"", "\\\"");
    String event = EVENT;
    for (Map.Entry<String, String> one :
        Map.of("${long}", "word".repeat(500), "${frames}", frames(), "$R", RIGHT_TO_LEFT)
            .entrySet()) {
      event = event.replace(one.getKey(), one.getValue());
    }
    stage.send(event.replace("$H", markup));
  }

  private static String frames() {
    return IntStream.range(0, 1_000)
        .mapToObj(
            i ->
                "{\"class\":\"$H.Deep\",\"method\":\"m%d\",\"file\":\"Deep.java\",\"line\":%d,\"inApp\":%b}"
                    .formatted(i, i, i % 5 != 0))
        .collect(Collectors.joining(","));
  }
}
