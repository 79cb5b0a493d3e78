// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.ingest.Ends;
import dev.tombo.server.ingest.FieldReader;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.Raw;
import dev.tombo.server.ingest.SourceLines;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a stack, whose frames come oldest call first, into our order: the newest first. */
final class FrameFields {
  private FrameFields() {}

  /** The frames of a stack that was kept as text. */
  static List<Frame> of(Raw stack, Limits limits) throws IOException {
    return read("stacktrace", FieldReader.of(stack, limits));
  }

  /** Reads an object with frames, or a list of them. */
  static List<Frame> read(String field, FieldReader reader) throws IOException {
    Ends<Frame> frames = new Ends<>(Limits.FRAMES / 2, Limits.FRAMES / 2);
    if (reader.token() == JsonToken.START_ARRAY) {
      list(reader, frames);
    } else if (reader.enter(field, JsonToken.START_OBJECT, "an object")) {
      for (String key = reader.nextField(); key != null; key = reader.nextField()) {
        if (key.equals("frames")) {
          if (reader.enter(field + ".frames", JsonToken.START_ARRAY, "a list")) {
            list(reader, frames);
          }
        } else {
          var unused = reader.raw(field + "." + key);
        }
      }
    }
    frames.note(field + ".frames", reader);
    return List.copyOf(frames.list().reversed());
  }

  private static void list(FieldReader reader, Ends<Frame> frames) throws IOException {
    while (reader.nextElement()) {
      if (reader.enter("frames[]", JsonToken.START_OBJECT, "an object")) {
        frames.add(frame(reader));
      }
    }
  }

  private static Frame frame(FieldReader reader) throws IOException {
    String className = null;
    String method = null;
    String file = null;
    String path = null;
    Integer line = null;
    Integer column = null;
    String module = null;
    Boolean inApp = null;
    Boolean nativeCode = null;
    List<String> before = List.of();
    String source = null;
    List<String> after = List.of();
    Map<String, Json> extra = Map.of();
    for (String key = reader.nextField(); key != null; key = reader.nextField()) {
      switch (key) {
        case "module" -> className = text("frames[].module", reader);
        case "function" -> method = text("frames[].function", reader);
        case "filename" -> file = text("frames[].filename", reader);
        case "abs_path" -> path = text("frames[].abs_path", reader);
        case "lineno" -> line = number("frames[].lineno", reader);
        case "colno" -> column = number("frames[].colno", reader);
        case "package" -> module = text("frames[].package", reader);
        case "in_app" -> inApp = truth("frames[].in_app", reader);
        case "native" -> nativeCode = truth("frames[].native", reader);
        case "pre_context" -> before = lines("frames[].pre_context", reader);
        case "context_line" -> source = text("frames[].context_line", reader);
        case "post_context" -> after = lines("frames[].post_context", reader);
        default -> extra = Loose.keep("frames[].", key, reader, extra);
      }
    }
    if (path != null && file != null && !path.equals(file)) {
      extra = reader.extra("frames[].abs_path", "abs_path", Raw.of(path), extra);
    }
    return new Frame(
        className,
        method,
        file == null ? path : file,
        line,
        column,
        module,
        inApp,
        nativeCode,
        before.isEmpty() && source == null && after.isEmpty()
            ? null
            : SourceLines.json(before, source, after, Map.of()),
        extra);
  }

  private static @Nullable String text(String field, FieldReader reader) throws IOException {
    return Loose.scalar(field, reader.raw(field), reader);
  }

  private static @Nullable Integer number(String field, FieldReader reader) throws IOException {
    Raw raw = reader.raw(field);
    Integer number = Loose.integer(raw);
    if (number == null && !raw.isNull()) {
      reader.leftOut(field, "a whole number");
    }
    return number;
  }

  private static @Nullable Boolean truth(String field, FieldReader reader) throws IOException {
    Raw raw = reader.raw(field);
    Boolean truth = Loose.bool(raw);
    if (truth == null && !raw.isNull()) {
      reader.leftOut(field, "true or false");
    }
    return truth;
  }

  private static List<String> lines(String field, FieldReader reader) throws IOException {
    if (!reader.enter(field, JsonToken.START_ARRAY, "a list")) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    while (reader.nextElement()) {
      String line = Loose.text(reader.raw(field));
      lines.add(line == null ? "" : line);
    }
    return lines;
  }
}
