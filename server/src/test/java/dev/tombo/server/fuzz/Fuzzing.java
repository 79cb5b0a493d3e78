// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Jazzer in a process of its own, which feeds some targets. */
final class Fuzzing {
  private static final int MAX_INPUT_BYTES = 16 << 10;

  private Fuzzing() {}

  /**
   * Feeds targets; fails with what Jazzer says if an input makes it fail, take over 20 s or more
   * memory than it has.
   *
   * @param folder what it learns is kept there, as is an input that fails
   */
  static void run(List<FuzzTarget> targets, int seconds, Path folder)
      throws IOException, InterruptedException {
    List<String> names = targets.stream().map(FuzzTarget::wireName).toList();
    String name = String.join("-and-", names);
    Path corpus = Files.createDirectories(folder.resolve(name));
    Seeds.write(targets, corpus);
    Path log = folder.resolve(name + ".log");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+EnableDynamicAgentLoading",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=" + (seconds > 60 ? 4 : 1),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + FuzzTarget.Entry.class.getName(),
            "--target_args=" + String.join(" ", names),
            "--instrumentation_includes=dev.tombo.server.**",
            "--custom_hook_includes=dev.tombo.server.**",
            "--reproducer_path=" + folder,
            "-artifact_prefix=" + folder.resolve(name) + "-",
            "-max_len=" + MAX_INPUT_BYTES,
            "-max_total_time=" + seconds,
            "-timeout=20",
            "-print_final_stats=1",
            corpus.toString());
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int status = process.waitFor();
    String said = Files.readString(log);
    assertThat(status).as("%s, fed by Jazzer: %s", name, said).isZero();
    assertThat(said).as("it ran").contains("stat::number_of_executed_units");
    System.out.println(
        name
            + ": "
            + said.lines()
                .filter(line -> line.startsWith("stat::number_of_executed_units"))
                .findFirst()
                .orElseThrow());
  }
}
