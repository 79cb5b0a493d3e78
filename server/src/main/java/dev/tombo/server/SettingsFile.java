// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import dev.tombo.server.Settings.Value;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads settings from a YAML file: one mapping from their names to plain values. A value is the
 * text that stands there, so that a token of digits stays one.
 */
final class SettingsFile {
  private final Path file;
  private final Map<Setting, Value> values = new EnumMap<>(Setting.class);

  private SettingsFile(Path file) {
    this.file = file;
  }

  /**
   * What the file sets.
   *
   * @throws BadSettingException naming what is wrong and where
   */
  static Map<Setting, Value> read(Path file) {
    SettingsFile reader = new SettingsFile(file);
    reader.read();
    return reader.values;
  }

  private void read() {
    LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
    try {
      new Compose(settings).composeString(Files.readString(file)).ifPresent(this::addAll);
    } catch (MarkedYamlEngineException e) {
      throw wrong("not YAML: " + e.getProblem(), e.getProblemMark());
    } catch (YamlEngineException e) {
      throw wrong("not YAML", Optional.empty());
    } catch (NoSuchFileException e) {
      throw wrong("there is no such file", Optional.empty());
    } catch (CharacterCodingException e) {
      throw wrong("not UTF-8", Optional.empty());
    } catch (IOException e) {
      throw wrong("cannot be read", Optional.empty());
    }
  }

  private void addAll(Node root) {
    if (!(root instanceof MappingNode mapping)) {
      if (root instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL)) {
        return;
      }
      throw wrong("not a mapping from settings to values", root.getStartMark());
    }
    for (NodeTuple entry : mapping.getValue()) {
      Setting setting = setting(entry.getKeyNode());
      String source = place(entry.getKeyNode().getStartMark());
      if (values.put(setting, new Value(text(setting, entry.getValueNode()), source)) != null) {
        throw new BadSettingException(setting, "set twice").from(source);
      }
    }
  }

  private Setting setting(Node key) {
    String name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
    return Arrays.stream(Setting.values())
        .filter(setting -> setting != Setting.CONFIG && setting.key().equals(name))
        .findFirst()
        .orElseThrow(() -> wrong("no such setting: '" + name + "'", key.getStartMark()));
  }

  private String text(Setting setting, Node value) {
    String source = place(value.getStartMark());
    if (!(value instanceof ScalarNode scalar)) {
      throw new BadSettingException(setting, "not one plain value").from(source);
    }
    if (scalar.getTag().equals(Tag.NULL)) {
      throw new BadSettingException(setting, "no value").from(source);
    }
    if (scalar.getTag().equals(Tag.BOOL) && setting != Setting.ACCESS_LOG) {
      throw new BadSettingException(setting, "true or false makes no sense").from(source);
    }
    return scalar.getValue();
  }

  private BadSettingException wrong(String problem, Optional<Mark> at) {
    return new BadSettingException(Setting.CONFIG, problem).from(place(at));
  }

  private String place(Optional<Mark> at) {
    return at.map(mark -> file + ":" + (mark.getLine() + 1)).orElse(file.toString());
  }
}
