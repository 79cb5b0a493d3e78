// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.orders;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reserves stock on a thread of its own, in the warehouse that serves a region. */
final class Warehouse implements AutoCloseable {
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final List<String> regions = List.of("eu", "br");

  String reserve(OrderRequest request) throws ExecutionException, InterruptedException {
    Future<String> reserved = executor.submit(() -> "bay of " + warehouseFor(request.region()));
    return reserved.get();
  }

  private String warehouseFor(String region) {
    return regions.stream().filter(region::equals).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
