// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code that the page draws: the policy lets it show no image that is not a file of the server.
 *
 * @param size how many modules it is wide and high, its quiet zone with it
 * @param path the dark ones, as SVG draws them
 */
record QrView(int size, String path) {
  private static final int QUIET_ZONE = 4;

  static QrView of(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M')
              .append(x + QUIET_ZONE)
              .append(' ')
              .append(y + QUIET_ZONE)
              .append("h1v1h-1z");
        }
      }
    }
    return new QrView(code.size + 2 * QUIET_ZONE, path.toString());
  }

  @Override
  public String toString() {
    return "QrView[...]";
  }
}
