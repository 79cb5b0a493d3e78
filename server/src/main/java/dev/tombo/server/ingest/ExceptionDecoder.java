// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Thrown;
import dev.tombo.server.model.Thrown.Relation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an event's chain of exceptions and their frames. Not thread-safe. */
final class ExceptionDecoder {
  private final FieldReader reader;

  ExceptionDecoder(FieldReader reader) {
    this.reader = reader;
  }

  List<Thrown> exceptions(String field) throws IOException {
    if (!reader.enter(field, JsonToken.START_ARRAY, "a list")) {
      return List.of();
    }
    Ends<Thrown> chain = new Ends<>(Limits.EXCEPTIONS, 0);
    int index = 0;
    while (reader.nextElement()) {
      if (reader.enter("exceptions[]", JsonToken.START_OBJECT, "an object")) {
        chain.add(exception(index++));
      }
    }
    chain.note(field, reader);
    return chain.list();
  }

  private Thrown exception(int index) throws IOException {
    String type = null;
    String message = null;
    Relation relation = null;
    Integer of = null;
    Integer common = null;
    List<Frame> frames = List.of();
    Json mechanism = null;
    Map<String, Json> extra = Map.of();
    for (String key = reader.nextField(); key != null; key = reader.nextField()) {
      switch (key) {
        case "type" -> type = reader.text("exceptions[].type");
        case "message" -> message = reader.text("exceptions[].message");
        case "relation" -> relation = relation();
        case "of" -> of = within("exceptions[].of", "an exception before this one", index - 1);
        case "commonFrames" ->
            common = within("exceptions[].commonFrames", "a number of frames", Integer.MAX_VALUE);
        case "frames" -> frames = frames();
        case "mechanism" -> mechanism = reader.object("exceptions[].mechanism");
        default -> extra = reader.extra(key, extra);
      }
    }
    return new Thrown(
        type,
        message,
        relation == null ? (index == 0 ? Relation.THROWN : Relation.CAUSE) : relation,
        of == null && index > 0 ? Integer.valueOf(index - 1) : of,
        common == null ? 0 : common,
        frames,
        mechanism,
        extra);
  }

  private @Nullable Relation relation() throws IOException {
    String text = reader.text("exceptions[].relation");
    Relation relation = text == null ? null : Relation.parse(text).orElse(null);
    if (text != null && relation == null) {
      reader.leftOut("exceptions[].relation", "a relation");
    }
    return relation;
  }

  /** A number from 0. */
  private @Nullable Integer within(String field, String kind, int greatest) throws IOException {
    Integer number = reader.integer(field);
    if (number != null && (number < 0 || number > greatest)) {
      reader.leftOut(field, kind);
      return null;
    }
    return number;
  }

  private List<Frame> frames() throws IOException {
    if (!reader.enter("exceptions[].frames", JsonToken.START_ARRAY, "a list")) {
      return List.of();
    }
    Ends<Frame> frames = new Ends<>(Limits.FRAMES / 2, Limits.FRAMES / 2);
    while (reader.nextElement()) {
      if (reader.enter("exceptions[].frames[]", JsonToken.START_OBJECT, "an object")) {
        frames.add(frame());
      }
    }
    frames.note("exceptions[].frames", reader);
    return frames.list();
  }

  private Frame frame() throws IOException {
    String className = null;
    String method = null;
    String file = null;
    Integer line = null;
    Integer column = null;
    String module = null;
    Boolean inApp = null;
    Boolean nativeCode = null;
    Json context = null;
    Map<String, Json> extra = Map.of();
    for (String key = reader.nextField(); key != null; key = reader.nextField()) {
      switch (key) {
        case "class" -> className = reader.text("frames[].class");
        case "method" -> method = reader.text("frames[].method");
        case "file" -> file = reader.text("frames[].file");
        case "line" -> line = reader.integer("frames[].line");
        case "column" -> column = reader.integer("frames[].column");
        case "module" -> module = reader.text("frames[].module");
        case "inApp" -> inApp = reader.bool("frames[].inApp");
        case "native" -> nativeCode = reader.bool("frames[].native");
        case "context" -> context = SourceLines.read(reader);
        default -> extra = reader.extra(key, extra);
      }
    }
    return new Frame(
        className, method, file, line, column, module, inApp, nativeCode, context, extra);
  }
}
