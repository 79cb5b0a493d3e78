// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.stacktext;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a language prints its stack traces. */
enum Grammar {
  JAVA {
    @Override
    StackText.Parsed parse(String text, Head head) {
      return new JavaText(text, head).parse();
    }
  },
  JAVASCRIPT {
    @Override
    StackText.Parsed parse(String text, Head head) {
      return new JavaScriptText(text, head).parse();
    }
  },
  PYTHON {
    @Override
    StackText.Parsed parse(String text, Head head) {
      return new PythonText(text, head).parse();
    }
  },
  DOTNET {
    @Override
    StackText.Parsed parse(String text, Head head) {
      return new DotNetText(text, head).parse();
    }
  },
  GO {
    @Override
    StackText.Parsed parse(String text, Head head) {
      return new GoText(text, head).parse();
    }
  };

  abstract StackText.Parsed parse(String text, Head head);

  /** The grammar of a language by any usual name, such as OpenTelemetry's; null if it has none. */
  static @Nullable Grammar ofPlatform(@Nullable String platform) {
    return switch (platform == null ? "" : platform.toLowerCase(Locale.ROOT)) {
      case "java", "kotlin", "scala", "android" -> JAVA;
      case "javascript", "node", "nodejs", "webjs" -> JAVASCRIPT;
      case "python" -> PYTHON;
      case "csharp", "dotnet" -> DOTNET;
      case "go", "golang" -> GO;
      default -> null;
    };
  }

  /** The grammar that a text looks like, by what no other prints. */
  static Grammar ofText(String text) {
    if (text.contains("Traceback (most recent call last)")) {
      return PYTHON;
    }
    if (text.contains("goroutine ") || text.contains(".go:")) {
      return GO;
    }
    if (text.contains("\n   at ") && (text.contains(":line ") || text.contains("--- End of "))) {
      return DOTNET;
    }
    boolean java = text.contains("\tat ") || text.contains(".java:") || text.contains(".kt:");
    return java || !JavaScriptText.looksSo(text) ? JAVA : JAVASCRIPT;
  }
}
