// SPDX-License-Identifier: Apache-2.0
package dev.tombo.browser;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How somebody looks at the page.
 *
 * @param device what they hold
 * @param language their browser's
 * @param theme their system's
 */
record View(Device device, Language language, Theme theme) {
  /** What the page is shown on. */
  enum Device {
    DESK(1280, 800, false),
    PHONE(390, 844, true);

    final int width;
    final int height;
    final boolean touch;

    Device(int width, int height, boolean touch) {
      this.width = width;
      this.height = height;
      this.touch = touch;
    }
  }

  /** The languages of the page. */
  enum Language {
    PT("pt-BR"),
    EN("en");

    final String tag;

    Language(String tag) {
      this.tag = tag;
    }
  }

  /** What a system prefers. */
  enum Theme {
    LIGHT,
    DARK
  }

  /** All that there are. */
  static List<View> all() {
    return Arrays.stream(Device.values())
        .flatMap(
            device ->
                Arrays.stream(Language.values())
                    .flatMap(
                        language ->
                            Arrays.stream(Theme.values())
                                .map(theme -> new View(device, language, theme))))
        .toList();
  }

  /** Such as {@code desk-pt-light}. */
  @Override
  public String toString() {
    return String.join("-", device.name(), language.name(), theme.name()).toLowerCase(Locale.ROOT);
  }
}
