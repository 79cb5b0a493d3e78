// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What to begin with: without, it takes hours until braces, quotes and keys are found. */
final class Seeds {
  private static final Path GOLDEN = Path.of("..", "sdk", "src", "test", "golden");
  private static final Path CAPTURED = Path.of("src", "test", "captured", "sentry", "java");

  private static final String EVENT =
      """
      {"event_id":"0193b0b0b0b070008000000000000001","level":"error","platform":"java","message":{"formatted":"no stock for 42"},\
      "exception":{"values":[{"type":"A","value":"b","module":"c","stacktrace":{"frames":[{"function":"f","module":"m","lineno":7}]}}]},\
      "user":{"id":"7","ip_address":"{{auto}}"},"breadcrumbs":[{"timestamp":1,"message":"x"}],"tags":[["a","b"]],"contexts":{"os":{"name":"x"}},\
      "request":{"url":"http://a/?b=c","headers":[["Cookie","a=b"]]},"threads":{"values":[{"id":1,"crashed":true}]}}""";

  private Seeds() {}

  /** Writes those of targets into a folder, each behind the byte that says whose it is. */
  static void write(List<FuzzTarget> targets, Path folder) throws IOException {
    for (int number = 0; number < targets.size(); number++) {
      List<byte[]> seeds = of(targets.get(number)).toList();
      for (int i = 0; i < seeds.size(); i++) {
        ByteArrayOutputStream seed = new ByteArrayOutputStream();
        seed.write(number);
        seed.writeBytes(seeds.get(i));
        Files.write(folder.resolve("seed-" + number + "-" + i), seed.toByteArray());
      }
    }
  }

  private static Stream<byte[]> of(FuzzTarget target) throws IOException {
    return switch (target) {
      case NATIVE_JSON -> files(GOLDEN, ".json");
      case NATIVE_NDJSON ->
          texts(
              """
              {"event":{"id":"0193b0b0b0b070008000000000000001","message":"a"}}
              {"repeat":{"id":"0193b0b0b0b070008000000000000002","of":"0193b0b0b0b070008000000000000001","count":3}}
              """);
      case SENTRY_ENVELOPE ->
          Stream.concat(
              files(CAPTURED, ".body"),
              texts("{\"dsn\":\"http://a@b/1\"}\n{\"type\":\"event\"}\n" + EVENT + "\n"));
      case SENTRY_STORE -> texts(EVENT, "eJxTKi1OLVKyUlAqSy0qzszPU6oFADxyBb8=");
      case OTLP_JSON ->
          texts(
              "{\"resourceLogs\":[{\"resource\":{\"attributes\":[{\"key\":\"a\",\"value\":{\"stringValue\":\"b\"}}]},"
                  + "\"scopeLogs\":[{\"scope\":{\"name\":\"c\"},\"logRecords\":[{\"timeUnixNano\":\"1\",\"severityNumber\":17,"
                  + "\"body\":{\"kvlistValue\":{\"values\":[{\"key\":\"d\",\"value\":{\"arrayValue\":{\"values\":[{\"intValue\":1}]}}}]}},"
                  + "\"attributes\":[{\"key\":\"exception.stacktrace\",\"value\":{\"stringValue\":\"A: b\\n\\tat c.d(E.java:1)\"}}]}]}]}]}");
      case OTLP_PROTOBUF ->
          Stream.of(
              java.util.HexFormat.of()
                  .parseHex("0a1812160a0312016312100901000000000000001011" + "2a030a0161"));
      case CODING ->
          Stream.of(
              new byte[] {
                1, 0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0
              },
              new byte[] {2, 0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0x20, 1, 9, 0, 0, 'a'},
              new byte[] {3, 0x78, (byte) 0x9c, 3, 0, 0, 0, 0, 1},
              new byte[] {4, 0x0b, 0, (byte) 0x80, 'a', 3});
      case STACK_TEXT ->
          texts(
              "java.lang.A: b\n\tat c.d.E.f(E.java:1)\n\t... 2 more\nCaused by: G\n\tat h.I.j(Native Method)\n\0java\0b",
              "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    x()\nB: c\0python\0",
              "TypeError: a\n    at f (http://b/c.js:1:2)\n    at async g (eval at h)\0javascript\0",
              "System.A: b\n   at C.D.E[T](F g) in h.cs:line 7\n --- End of inner exception stack trace ---\0csharp\0",
              "panic: a\n\ngoroutine 1 [running]:\nmain.f(0x1)\n\t/b/c.go:7 +0x1\0go\0");
      case GROUPING, SCRUBBER ->
          texts(
              "user 42 at 10.0.0.1:80 in 1.5ms on 2026-11-23T12:00:00Z, password=secret&token=a",
              "com.acme.A$$Lambda/0x1f.lambda$f$0 {\"password\":\"x\",\"b\":[1,{\"apiKey\":\"\\\"\"}]}",
              "https://ana:secret@example.com/a?b=c#d 4111 1111 1111 1111 -----BEGIN PRIVATE KEY-----");
      case RULES ->
          texts(
              "{\"inApp\":[\"com.acme.\"],\"ignore\":[\"a.\"],\"messageCounts\":true,\"rules\":[{\"match\":"
                  + "{\"type\":\"A*\",\"module\":\"b\"},\"fingerprint\":[\"x\"],\"title\":\"t\"}]}");
      case SCRUBBING_RULES ->
          texts(
              "{\"builtIn\":true,\"keys\":[\"order\"],\"patterns\":[\"secret-(\\\\d+)*a|[a-z]{3}\"],\"allowed\":[\"user\"]}");
      case ACCESS_TOKEN ->
          texts("eyJhbGciOiJIUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiIxIiwiZXhwIjo5fQ.AA");
      case CREDENTIALS ->
          texts(
              "Sentry sentry_version=7, sentry_key=0123456789abcdef0123456789abcdef",
              "Basic YTpi",
              "for=\"[2001:db8::1]:80\";proto=https, for=10.0.0.1",
              "https://0123456789abcdef0123456789abcdef@example.com:8080/base/1",
              "0193b0b0b0b070008000000000000001",
              "1-1");
      case PARAMETERS ->
          texts(
              "q=is:unresolved -level:error count:>100 \"no \\\" stock\" has:a b:c\nsort=count\nlimit=7",
              "interval=day\nsince=2026-01-01T00:00:00Z\nuntil=2026-02-01T00:00:00+01:00",
              "cursor=eyJwIjp7fSwidCI6MSwiayI6MSwicyI6MSwiaSI6IjEtMSJ9\nlimit=1");
    };
  }

  private static Stream<byte[]> texts(String... texts) {
    return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  private static Stream<byte[]> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
      List<byte[]> contents = new java.util.ArrayList<>();
      for (Path file : found) {
        contents.add(Files.readAllBytes(file));
      }
      return contents.stream();
    }
  }
}
