// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.orders;

import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A morning of an order service: what is asked of it, and what goes wrong. */
public final class OrderApp {
  private static final Logger LOG = LoggerFactory.getLogger(OrderApp.class);

  private OrderApp() {}

  /** Serves the requests and ends. */
  public static void main(String[] args) throws Exception {
    try (Orders orders = Orders.open();
        Warehouse warehouse = new Warehouse()) {
      OrderService service = new OrderService(orders, warehouse, new Payments());
      LOG.info("Open for orders");
      for (OrderRequest request : requests()) {
        service.place(request);
      }
      try (Orders.Export export = orders.export()) {
        LOG.info("Exporting {} orders, which takes every connection", export.orders());
        for (OrderRequest request : duringTheExport()) {
          service.place(request);
        }
      }
      LOG.info("Closed");
    } finally {
      // Sends what is left.
      ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }
  }

  private static List<OrderRequest> requests() {
    String tea = "{\"sku\":\"tea\",\"quantity\":2,\"address\":\"Rua A 1\"}";
    String toNowhere = "{\"sku\":\"tea\",\"quantity\":1}";
    return List.of(
        new OrderRequest("r-01", "ana", "A-1001", "eu", cart(tea)),
        new OrderRequest("r-16", "katia", "A-1014", "br", cart(tea)),
        new OrderRequest("r-17", "ana", "A-1015", "eu", cart(tea + "," + tea)),
        new OrderRequest("r-02", "bruno", "A-1001", "eu", cart(tea)),
        new OrderRequest("r-03", "carla", "A-1001", "eu", cart(tea)),
        new OrderRequest("r-04", "davi", "A-1002", "eu", "{\"items\":[{\"sku\":\"tea\",}]}"),
        new OrderRequest("r-05", "ana", "A-1003", "eu", "{\"items\":[{\"sku\":\"mug\",}]}"),
        new OrderRequest("r-06", "elisa", "A-1004", "eu", cart(tea.replace("2", "\"two\""))),
        new OrderRequest("r-07", "fabio", "A-1005", "eu", cart(tea.replace("2", "\"a few\""))),
        new OrderRequest("r-08", "gil", "A-1006", "mars", cart(tea)),
        new OrderRequest("r-09", "ana", "A-1007", "moon", cart(tea)),
        new OrderRequest("r-10", "hugo", "A-1008", "eu", cart(toNowhere)),
        new OrderRequest("r-11", "ines", "A-1009", "eu", cart(tea + "," + toNowhere)),
        new OrderRequest("r-12", "ana", "A-1010", "eu", cart(toNowhere)));
  }

  private static List<OrderRequest> duringTheExport() {
    String mug = cart("{\"sku\":\"mug\",\"quantity\":1,\"address\":\"Rua B 2\"}");
    return List.of(
        new OrderRequest("r-13", "joao", "A-1011", "eu", mug),
        new OrderRequest("r-14", "ana", "A-1012", "eu", mug),
        new OrderRequest("r-15", "bruno", "A-1013", "eu", mug));
  }

  private static String cart(String items) {
    return "{\"items\":[" + items + "]}";
  }
}
