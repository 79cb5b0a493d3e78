// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A Java program that is to run in a process of its own, on the JVM that runs this one. It inherits
 * no setting of Tombo's from the environment. Immutable.
 */
public final class JavaProgram {
  private final List<String> command;
  private final Map<String, String> environment;

  private JavaProgram(List<String> command, Map<String, String> environment) {
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
  }

  /** Returns a program that is a jar which names its own class path. */
  public static JavaProgram ofJar(Path jar, List<String> options) {
    List<String> command = java(options);
    command.addAll(List.of("-jar", jar.toString()));
    return new JavaProgram(command, Map.of());
  }

  /**
   * Returns a program that is a class of this class path, without the jars of some libraries: two
   * logging libraries on one class path would both want to be SLF4J's.
   *
   * @param without how the names of these jars begin
   */
  public static JavaProgram ofClass(String main, List<String> options, String... without) {
    List<String> command = java(options);
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> Arrays.stream(without).noneMatch(nameOf(entry)::startsWith))
            .collect(Collectors.joining(File.pathSeparator));
    command.addAll(List.of("-cp", path, main));
    return new JavaProgram(command, Map.of());
  }

  /** Returns the same with further arguments. */
  public JavaProgram with(String... arguments) {
    List<String> longer = new ArrayList<>(command);
    longer.addAll(Arrays.asList(arguments));
    return new JavaProgram(longer, environment);
  }

  /** Returns the same with these variables in its environment. */
  public JavaProgram with(Map<String, String> variables) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.putAll(variables);
    return new JavaProgram(command, more);
  }

  /** Starts it; what it prints goes into a file. */
  public Process start(Path output) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("TOMBO_"));
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  private static List<String> java(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.addAll(options);
    return command;
  }

  private static String nameOf(String entry) {
    Path name = Path.of(entry).getFileName();
    return name == null ? "" : name.toString();
  }
}
