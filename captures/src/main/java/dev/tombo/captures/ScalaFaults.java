// SPDX-License-Identifier: Apache-2.0
package dev.tombo.captures;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Scala program before and after it was edited, compiled by Scala 2 and by Scala 3. */
final class ScalaFaults {
  private static final String PROGRAM =
      """
      package com.acme.stall
      class Stall {
        def stream(): Unit = {
          /*LAMBDA*/
          List(1).foreach(n => throw new IllegalStateException("no " + n))
        }
        def otherStream(): Unit =
          List(1).foreach(n => throw new IllegalStateException("no " + n))
        def twice(): Unit =
          List(1).foreach(n => List(n).foreach(m => throw new IllegalStateException("no " + m)))
        def unmatched(): Unit = {
          val number: Any = 2
          number match { case text: String => println(text) }
        }
        def companion(): Unit = Stall.open()
        def default(): Unit = sell()
        def sell(count: Int = Stall.count()): Unit = ()
        def inner(): Unit = {
          def spend(count: Int): Unit = throw new IllegalStateException("spent " + count)
          spend(1)
        }
        def trait_(): Unit = new Coin {}.spend()
      }
      trait Coin {
        def spend(): Unit = throw new IllegalStateException("spent")
      }
      object Stall {
        def open(): Unit = throw new IllegalStateException("closed")
        def count(): Int = throw new IllegalStateException("none")
      }
      """;

  private static final List<String> METHODS =
      List.of(
          "stream", "otherStream", "twice", "unmatched", "companion", "default", "inner", "trait_");

  private final Capture capture;

  ScalaFaults(Capture capture) {
    this.capture = capture;
  }

  void run() throws IOException {
    String edited =
        PROGRAM.replace("/*LAMBDA*/", "val before = (n: Int) => n + 1; require(before(1) == 2)");
    Map<String, Class<?>> programs = new TreeMap<>();
    programs.put("2", compile("scala.tools.nsc.Main", PROGRAM));
    programs.put("2 edited", compile("scala.tools.nsc.Main", edited));
    programs.put("3", compile("dotty.tools.dotc.Main", PROGRAM));
    programs.put("3 edited", compile("dotty.tools.dotc.Main", edited));
    programs.forEach(
        (variant, program) -> {
          for (String method : METHODS) {
            capture.fault("scala-" + method + "/Scala " + variant, () -> call(program, method));
          }
        });
  }

  private static void call(Class<?> program, String method) throws Throwable {
    program.getMethod(method).invoke(program.getDeclaredConstructor().newInstance());
  }

  private static Class<?> compile(String compiler, String program) throws IOException {
    Path directory = Files.createTempDirectory("captures");
    Path file = directory.resolve("Stall.scala");
    Files.writeString(file, program);
    String[] arguments = {
      "-d", directory.toString(), "-classpath", libraries(), "-nowarn", file.toString()
    };
    try {
      Class.forName(compiler).getMethod("process", String[].class).invoke(null, (Object) arguments);
      URL[] urls = {directory.toUri().toURL()};
      return new URLClassLoader(urls, ScalaFaults.class.getClassLoader())
          .loadClass("com.acme.stall.Stall");
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(compiler, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(compiler + " does not compile it", e);
    }
  }

  /** What programs of both versions run with. */
  private static String libraries() {
    return place("scala.Option") + File.pathSeparator + place("scala.runtime.Scala3RunTime");
  }

  private static Path place(String className) {
    try {
      return Path.of(
          Class.forName(className).getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException(className, e);
    }
  }
}
