// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies what an application hands over into trees of strings, booleans, numbers, lists and maps,
 * bounded in depth and size. The copies are unmodifiable; no fault of the application's classes
 * gets out.
 */
final class Values {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_ENTRIES = 256;
  private static final int MAX_NODES = 2048;

  private Values() {}

  /** Returns a copy of a map of anything. */
  static Map<String, Object> copy(@Nullable Map<String, ?> map) {
    if (map == null) {
      return Collections.emptyMap();
    }
    return copyMap(map, 1, new int[] {MAX_NODES});
  }

  /** Returns a copy of a map of strings; null values become the text {@code null}. */
  static Map<String, String> strings(@Nullable Map<String, String> map) {
    if (map == null) {
      return Collections.emptyMap();
    }
    Map<String, String> copy = new LinkedHashMap<>();
    try {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (copy.size() >= MAX_ENTRIES) {
          break;
        }
        copy.put(Text.of(entry.getKey(), Text.MAX_NAME), Text.of(entry.getValue(), Text.MAX_VALUE));
      }
    } catch (Throwable fault) {
      copy.put("<failed>", Text.failed("copy", fault));
    }
    return Collections.unmodifiableMap(copy);
  }

  /** Returns the texts of a collection of anything. */
  static List<String> texts(@Nullable Collection<?> values) {
    if (values == null) {
      return Collections.emptyList();
    }
    // Most have few, and an event waits with them.
    List<String> copy = new ArrayList<>(2);
    try {
      for (Object value : values) {
        if (copy.size() >= MAX_ENTRIES) {
          break;
        }
        copy.add(Text.of(value, Text.MAX_VALUE));
      }
    } catch (Throwable fault) {
      copy.add(Text.failed("copy", fault));
    }
    return copy.isEmpty() ? Collections.emptyList() : Collections.unmodifiableList(copy);
  }

  /** Returns the map with one entry set, or taken away if the value is null. */
  static Map<String, String> with(Map<String, String> map, String key, @Nullable String value) {
    Map<String, String> copy = new LinkedHashMap<>(map);
    String name = Text.cut(String.valueOf(key), Text.MAX_NAME);
    if (value == null) {
      copy.remove(name);
    } else if (copy.size() < MAX_ENTRIES || copy.containsKey(name)) {
      copy.put(name, Text.cut(value, Text.MAX_VALUE));
    }
    return Collections.unmodifiableMap(copy);
  }

  private static Map<String, Object> copyMap(Map<?, ?> map, int depth, int[] nodes) {
    Map<String, Object> copy = new LinkedHashMap<>();
    try {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (copy.size() >= MAX_ENTRIES || nodes[0] <= 0) {
          break;
        }
        Object value = copyValue(entry.getValue(), depth, nodes);
        copy.put(Text.of(entry.getKey(), Text.MAX_NAME), value);
      }
    } catch (Throwable fault) {
      copy.put("<failed>", Text.failed("copy", fault));
    }
    return Collections.unmodifiableMap(copy);
  }

  private static List<Object> copyList(Iterable<?> values, int depth, int[] nodes) {
    List<Object> copy = new ArrayList<>();
    try {
      for (Object value : values) {
        if (copy.size() >= MAX_ENTRIES || nodes[0] <= 0) {
          break;
        }
        copy.add(copyValue(value, depth, nodes));
      }
    } catch (Throwable fault) {
      copy.add(Text.failed("copy", fault));
    }
    return Collections.unmodifiableList(copy);
  }

  /** Null becomes a text too: an absent value and a null one look alike to who reads them. */
  private static Object copyValue(@Nullable Object value, int depth, int[] nodes) {
    nodes[0]--;
    if (value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte) {
      return value;
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isNaN(number) || Double.isInfinite(number) ? value.toString() : value;
    }
    if (depth < MAX_DEPTH && value instanceof Map) {
      return copyMap((Map<?, ?>) value, depth + 1, nodes);
    }
    if (depth < MAX_DEPTH && value instanceof Collection) {
      return copyList((Collection<?>) value, depth + 1, nodes);
    }
    if (depth < MAX_DEPTH && value instanceof Object[]) {
      return copyList(java.util.Arrays.asList((Object[]) value), depth + 1, nodes);
    }
    return Text.of(value, Text.MAX_VALUE);
  }
}
