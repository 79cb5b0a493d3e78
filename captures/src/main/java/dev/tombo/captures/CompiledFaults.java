// SPDX-License-Identifier: Apache-2.0
package dev.tombo.captures;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ToolProvider;

/** The same program before and after it was edited, and compiled in different ways. */
final class CompiledFaults {
  private static final String PROGRAM =
      """
      package com.acme.till;
      import java.util.List;
      public class Till {
        /*FIELDS*/
        private final Object drawer = null;
        public void stream() {
          /*LAMBDA*/
          List.of(1).forEach(n -> { throw new IllegalStateException("no " + n); });
        }
        public void otherStream() {
          List.of(1).forEach(n -> { throw new IllegalStateException("no " + n); });
        }
        public void open() {
          Object box = drawer;
          box.hashCode();
        }
        public void nested() {
          new Coin().spend();
        }
        private void spend() {
          throw new IllegalStateException("spent");
        }
        private class Coin {
          void spend() {
            Till.this.spend();
          }
        }
        public void initialise() {
          Broken.touch();
        }
        static class Broken {
          static final int VALUE = Integer.parseInt("none");
          static void touch() {}
        }
      }
      """;

  private final Capture capture;

  CompiledFaults(Capture capture) {
    this.capture = capture;
  }

  void run() throws IOException {
    Map<String, Class<?>> programs = new TreeMap<>();
    programs.put("plain", compile(PROGRAM));
    programs.put("edited", compile(edited()));
    programs.put("with names of locals", compile(PROGRAM, "-g"));
    programs.put("for Java 8", compile(PROGRAM, "--release", "8"));
    programs.forEach(
        (variant, program) -> {
          for (String method : List.of("stream", "otherStream", "open", "nested", "initialise")) {
            capture.fault("till-" + method + "/" + variant, () -> call(program, method));
          }
        });
  }

  private static String edited() {
    return PROGRAM
        .replace("/*FIELDS*/", "private static int added;\n\n  // one more line\n")
        .replace("/*LAMBDA*/", "Runnable before = () -> added++; before.run();\n");
  }

  private static void call(Class<?> program, String method) throws Throwable {
    program.getMethod(method).invoke(program.getDeclaredConstructor().newInstance());
  }

  private static Class<?> compile(String program, String... options) throws IOException {
    // List.of is not in Java 8.
    String source =
        List.of(options).contains("8")
            ? program.replace("List.of(1)", "java.util.Arrays.asList(1)")
            : program;
    Path directory = Files.createTempDirectory("captures");
    Path file = Files.createDirectories(directory.resolve("com/acme/till")).resolve("Till.java");
    Files.writeString(file, source);
    List<String> arguments = new ArrayList<>(List.of("-nowarn", "-Xlint:-options"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("-d", directory.toString(), file.toString()));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (status != 0) {
      throw new IllegalStateException("does not compile");
    }
    try {
      URL[] urls = {directory.toUri().toURL()};
      return new URLClassLoader(urls, null).loadClass("com.acme.till.Till");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
