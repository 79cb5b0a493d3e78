// SPDX-License-Identifier: Apache-2.0
/** Captures errors and ships them to a Tombo server. */
@org.jspecify.annotations.NullMarked
module dev.tombo {
  requires com.fasterxml.jackson.core;
  requires java.logging;
  requires okhttp3;
  requires static org.jspecify;

  exports dev.tombo;
}
