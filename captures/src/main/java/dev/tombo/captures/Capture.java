// SPDX-License-Identifier: Apache-2.0
package dev.tombo.captures;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings every fault about and writes it as a line: its name, {@code fault/variant}, a tab and its
 * exceptions in JSON, each frame {@code class:method:file:line}. Variants of one fault are to be
 * one issue, different faults are not.
 */
final class Capture {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, String> events = new LinkedHashMap<>();

  private Capture() {}

  /** Something that fails. */
  interface Fault {
    void run() throws Throwable;
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("one argument: the file to write");
    }
    Capture capture = new Capture();
    new Faults(capture).run();
    new GeneratedFaults(capture).run();
    new CompiledFaults(capture).run();
    new ScalaFaults(capture).run();
    List<String> lines = new ArrayList<>();
    capture.events.forEach((name, event) -> lines.add(name + "\t" + event));
    Files.write(Path.of(arguments[0]), lines, StandardCharsets.UTF_8);
    new PrintStream(System.out, true, StandardCharsets.UTF_8)
        .println(lines.size() + " faults of Java " + Runtime.version().feature());
  }

  /** Brings a fault about. */
  void fault(String name, Fault fault) {
    try {
      fault.run();
    } catch (Throwable e) {
      thrown(name, e);
      return;
    }
    throw new IllegalStateException(name + " does not fail");
  }

  /** Writes a fault down. */
  void thrown(String name, Throwable thrown) {
    if (events.put(name, event(thrown)) != null) {
      throw new IllegalStateException(name + " is there twice");
    }
  }

  private static String event(Throwable thrown) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      Throwable next = thrown;
      for (int i = 0; next != null; i++) {
        int self = i;
        exception(json, next, self == 0 ? "thrown" : "cause", self - 1);
        for (Throwable suppressed : next.getSuppressed()) {
          exception(json, suppressed, "suppressed", self);
          i++;
        }
        next = next.getCause();
        if (next != null && i > self) {
          throw new IllegalStateException("a cause beside something suppressed");
        }
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  private static void exception(JsonGenerator json, Throwable thrown, String relation, int of)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", thrown.getClass().getName());
    if (thrown.getMessage() != null) {
      json.writeStringField("message", thrown.getMessage());
    }
    json.writeStringField("relation", relation);
    if (of >= 0) {
      json.writeNumberField("of", of);
    }
    json.writeArrayFieldStart("frames");
    for (StackTraceElement frame : bounded(thrown.getStackTrace())) {
      json.writeString(
          String.join(
              ":",
              frame.getClassName(),
              frame.getMethodName(),
              frame.getFileName() == null ? "" : frame.getFileName(),
              Integer.toString(frame.getLineNumber())));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** As clients cut long stacks: the newest frames. */
  private static List<StackTraceElement> bounded(StackTraceElement[] frames) {
    return Arrays.asList(frames).subList(0, Math.min(frames.length, 100));
  }
}
