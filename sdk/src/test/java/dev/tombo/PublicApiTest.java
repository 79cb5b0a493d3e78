// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the code to {@code api.txt}; {@code -Dapi.write=true} rewrites it. */
class PublicApiTest {
  private static final Path FILE = Paths.get("api.txt");
  private static final Path CLASSES = Paths.get("target", "classes");

  @Test
  void publicTypes_always_areAsCommitted() throws Exception {
    String actual = String.join("\n", signatures()) + "\n";
    if (Boolean.getBoolean("api.write")) {
      Files.write(FILE, actual.getBytes(UTF_8));
    }
    assertThat(actual).isEqualTo(new String(Files.readAllBytes(FILE), UTF_8));
  }

  private static SortedSet<String> signatures() throws Exception {
    SortedSet<String> signatures = new TreeSet<>();
    for (Class<?> type : publicTypes()) {
      String kind = type.isEnum() ? "enum " : type.isInterface() ? "interface " : "class ";
      signatures.add(type.getName() + ": " + modifiers(type.getModifiers()) + kind);
      for (Method method : type.getDeclaredMethods()) {
        if (isVisible(method.getModifiers()) && !method.isSynthetic()) {
          signatures.add(type.getName() + " " + method.toGenericString());
        }
      }
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (isVisible(constructor.getModifiers())) {
          signatures.add(type.getName() + " " + constructor.toGenericString());
        }
      }
      for (Field field : type.getDeclaredFields()) {
        if (isVisible(field.getModifiers()) && !field.isSynthetic()) {
          signatures.add(type.getName() + " " + field.toGenericString());
        }
      }
    }
    return signatures;
  }

  private static List<Class<?>> publicTypes() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES.resolve("dev"))) {
      return files
          .map(file -> CLASSES.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .map(name -> name.substring(0, name.length() - 6).replace('/', '.').replace('\\', '.'))
          .<Class<?>>map(PublicApiTest::load)
          .filter(PublicApiTest::isPublic)
          .collect(Collectors.toList());
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicApiTest.class.getClassLoader());
    } catch (ClassNotFoundException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static boolean isPublic(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return isVisible(type.getModifiers()) && (outer == null || isPublic(outer));
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static String modifiers(int modifiers) {
    String text = Modifier.toString(modifiers);
    return text.isEmpty() ? "" : text + " ";
  }
}
