// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Json;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How frames of platforms other than the JVM are read. */
enum Language {
  JAVASCRIPT(
      true,
      List.of("node_modules/", "node:", "internal/", "webpack/", "@babel/", "core-js", "cdn.")) {
    @Override
    boolean isPlumbing(Frame frame) {
      return "eval".equals(frame.method()) || "[native code]".equals(frame.file());
    }

    @Override
    String function(String name) {
      String plain = Language.before(Language.after(name, "new ", "async "), " [as ");
      String last = plain.substring(plain.lastIndexOf('.') + 1);
      boolean nameless =
          last.equals("?")
              || last.equals("<anonymous>")
              || last.equals("Anonymous function")
              || last.endsWith("<");
      return nameless ? "" : last;
    }
  },

  PYTHON(
      true, List.of("site-packages/", "dist-packages/", "lib/python", "<frozen ", "importlib/")) {
    @Override
    boolean isPlumbing(Frame frame) {
      return frame.file() != null && frame.file().startsWith("<frozen ");
    }
  },

  RUBY(true, List.of("/gems/", "/rubygems/", "lib/ruby/", "<internal:")) {
    @Override
    String function(String name) {
      // "block (2 levels) in Order#place" and, up to Ruby 3.3, "block in place"
      int in = name.lastIndexOf(" in ");
      String plain = in < 0 ? name : name.substring(in + 4);
      return plain.substring(Math.max(plain.lastIndexOf('#'), plain.lastIndexOf('.')) + 1);
    }
  },

  PHP(true, List.of("/vendor/", "vendor/")) {
    @Override
    String function(String name) {
      return Language.before(name, "@anonymous");
    }
  },

  GO(false, List.of("/go/src/", "/pkg/mod/", "/usr/lib/go")) {
    @Override
    boolean isLibrary(Frame frame) {
      String owner = frame.className();
      return super.isLibrary(frame) || (owner != null && isStandard(owner));
    }

    // Packages of the standard library have no host, as net/http and runtime.
    private boolean isStandard(String owner) {
      return owner.indexOf('.') < 0 && !owner.startsWith("main");
    }

    @Override
    String function(String name) {
      int closure = name.indexOf(".func");
      boolean numbered =
          closure > 0
              && Names.withoutDigits(name.substring(closure + 5)).replace(".", "").isEmpty();
      return numbered ? "lambda$" + name.substring(0, closure) : name;
    }
  },

  DOTNET(false, List.of("System.", "Microsoft.", "Npgsql.", "Newtonsoft.")) {
    @Override
    String owner(Frame frame) {
      // A closure's class, or the state machine of an async method, is the compiler's.
      String name = super.owner(frame);
      int generated = name.indexOf("<");
      return generated > 0 ? name.substring(0, generated - 1) : name;
    }

    @Override
    Call call(Frame frame, boolean inApp) {
      String owner = frame.className() == null ? "" : frame.className();
      int open = owner.indexOf('<');
      int close = owner.indexOf('>');
      boolean stateMachine = open >= 0 && close > open + 1 && "MoveNext".equals(frame.method());
      return stateMachine
          ? new Call(owner(frame), owner.substring(open + 1, close), null, inApp)
          : super.call(frame, inApp);
    }

    @Override
    String function(String name) {
      int close = name.indexOf(">b__");
      return name.startsWith("<") && close > 0
          ? "lambda$" + name.substring(1, close)
          : name.startsWith("lambda_method") ? "lambda_method" : name;
    }
  },

  NATIVE(false, List.of("/usr/lib/", "/System/", "/Library/", "/apex/", "/lib/")) {
    @Override
    boolean isPlumbing(Frame frame) {
      return "<redacted>".equals(frame.method()) || "<unknown>".equals(frame.method());
    }

    @Override
    boolean isLibrary(Frame frame) {
      String image = frame.module() == null ? "" : frame.module();
      String name = owner(frame).toLowerCase(Locale.ROOT);
      return places().stream().anyMatch(image::startsWith)
          || SystemImages.NAMES.contains(name)
          || name.startsWith("libsystem_")
          || name.startsWith("libswift");
    }

    @Override
    String owner(Frame frame) {
      return Language.baseName(frame.module() == null ? "" : frame.module());
    }

    @Override
    String function(String name) {
      String plain =
          name.substring(name.lastIndexOf(" in ") < 0 ? 0 : name.lastIndexOf(" in ") + 4);
      plain = Language.before(Language.after(plain, "specialized ", "thunk for "), " [clone ");
      int hash = plain.lastIndexOf("::h");
      int clone = plain.lastIndexOf('.');
      boolean numbered =
          clone > 0
              && clone < plain.length() - 1
              && Names.withoutDigits(plain.substring(clone + 1)).isEmpty();
      return hash > 0 && plain.length() == hash + 19
          ? plain.substring(0, hash)
          : numbered ? plain.substring(0, clone) : plain;
    }
  };

  private static final int LONGEST_SOURCE = 120;

  private final boolean sourceCounts;

  @SuppressWarnings("ImmutableEnumChecker") // lists made by List.of
  private final List<String> places;

  /**
   * A language.
   *
   * @param sourceCounts whether the source line counts, since functions say too little
   * @param places parts of the paths where libraries are
   */
  Language(boolean sourceCounts, List<String> places) {
    this.sourceCounts = sourceCounts;
    this.places = places;
  }

  /** The language of a platform; native code for one that is not known. */
  static Language of(String platform) {
    return switch (platform.toLowerCase(Locale.ROOT)) {
      case "javascript", "node", "nodejs", "webjs", "typescript" -> JAVASCRIPT;
      case "python" -> PYTHON;
      case "ruby" -> RUBY;
      case "php" -> PHP;
      case "go" -> GO;
      case "csharp", "dotnet" -> DOTNET;
      default -> NATIVE;
    };
  }

  /**
   * The language of a frame whose platform nobody said, by the file it is in; null for the JVM's.
   */
  static @Nullable Language guess(Frame frame) {
    String file = frame.file() == null ? "" : frame.file();
    String place = file.isEmpty() && frame.className() != null ? frame.className() : file;
    int dot = place.lastIndexOf('.');
    return switch (dot < 0 ? "" : place.substring(dot + 1)) {
      case "js", "mjs", "cjs", "ts", "tsx", "jsx" -> JAVASCRIPT;
      case "py" -> PYTHON;
      case "rb" -> RUBY;
      case "php" -> PHP;
      case "go" -> GO;
      case "cs" -> DOTNET;
      case "swift", "m", "mm", "c", "cc", "cpp", "rs" -> NATIVE;
      default -> place.startsWith("node:") ? JAVASCRIPT : null;
    };
  }

  final List<String> places() {
    return places;
  }

  /** Whether a frame only leads to another, or says nothing. */
  boolean isPlumbing(Frame frame) {
    return false;
  }

  /** Whether a frame is a library's, where the client did not say. */
  boolean isLibrary(Frame frame) {
    String file = frame.file() == null ? "" : frame.file().replace('\\', '/');
    String owner = frame.className() == null ? "" : frame.className();
    return places.stream().anyMatch(place -> file.contains(place) || owner.startsWith(place));
  }

  /** The call of a frame. */
  Call call(Frame frame, boolean inApp) {
    String method = frame.method() == null ? "" : function(frame.method());
    String source = sourceCounts ? source(frame.context()) : null;
    return new Call(owner(frame), method, source, inApp);
  }

  /** The module, else the file's name, but not where it is of a page or bundle. */
  String owner(Frame frame) {
    String name = frame.className();
    boolean path = name != null && (name.startsWith("/") || name.contains("://"));
    if (name != null && !path && !name.isBlank()) {
      return name;
    }
    String file = frame.file() == null ? (name == null ? "" : name) : frame.file();
    return file.contains("://") || file.startsWith("blob:") || file.startsWith("<")
        ? ""
        : baseName(file).toLowerCase(Locale.ROOT);
  }

  /** A function without what compilers number. */
  String function(String name) {
    return name;
  }

  /** The line of a frame's source with its spaces made one; null where there is none to count. */
  private static @Nullable String source(@Nullable Json context) {
    String text = context == null ? "" : context.text();
    int at = text.indexOf("\"line\"");
    int start = at < 0 ? -1 : text.indexOf('"', at + "\"line\"".length());
    if (start < 0 || (at > 0 && text.charAt(at - 1) == '\\')) {
      return null;
    }
    int end = start + 1;
    while (end < text.length() && text.charAt(end) != '"') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    String line = Wording.oneSpaced(text.substring(start + 1, Math.min(end, text.length())));
    return line.isEmpty() || line.length() > LONGEST_SOURCE ? null : line;
  }

  private static String baseName(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  private static String before(String text, String mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }

  private static String after(String text, String... marks) {
    String rest = text;
    for (String mark : marks) {
      rest = rest.startsWith(mark) ? rest.substring(mark.length()) : rest;
    }
    return rest;
  }
}
