// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says about how many bytes of memory a value takes, from the lengths of its strings alone. */
final class Sizes {
  private static final int ENTRY = 48;

  private Sizes() {}

  static long of(@Nullable Object value) {
    if (value instanceof String) {
      return 40 + 2L * ((String) value).length();
    }
    if (value instanceof Map) {
      long bytes = ENTRY;
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        bytes += ENTRY + of(entry.getKey()) + of(entry.getValue());
      }
      return bytes;
    }
    if (value instanceof Collection) {
      long bytes = ENTRY;
      for (Object element : (Collection<?>) value) {
        bytes += 8 + of(element);
      }
      return bytes;
    }
    return value == null ? 0 : 16;
  }
}
