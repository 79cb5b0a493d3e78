// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import dev.tombo.server.http.HttpServer;
import dev.tombo.server.store.jdbc.JdbcStore;

/**
 * Loads on threads of their own what a start needs, while the start goes on to it: most of its time
 * is spent on reading classes, and there is more than one processor.
 */
final class Preload {
  private Preload() {}

  static void begin() {
    load("sqlite", JdbcStore::loadSqlite);
    load("http", HttpServer::load);
  }

  private static void load(String what, Runnable loading) {
    Thread.ofPlatform().name("tombo-load-" + what).daemon(true).start(loading);
  }
}
