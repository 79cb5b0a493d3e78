// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** Places orders, and logs those that it cannot place. */
final class OrderService {
  private static final Logger LOG = LoggerFactory.getLogger(OrderService.class);
  private static final Marker PAYMENT = MarkerFactory.getMarker("PAYMENT");

  private final Orders orders;
  private final Warehouse warehouse;
  private final Payments payments;

  OrderService(Orders orders, Warehouse warehouse, Payments payments) {
    this.orders = orders;
    this.warehouse = warehouse;
    this.payments = payments;
  }

  /** Places one; what fails with it does not stop the next. */
  void place(OrderRequest request) throws InterruptedException {
    MDC.put("requestId", request.id());
    MDC.put("customer", request.customer());
    try {
      Cart cart = Cart.parse(request.cart());
      String bay = warehouse.reserve(request);
      String labels = cart.shippingLabels();
      orders.insert(request, cart);
      LOG.info("Order {} waits in {} for {}", request.number(), bay, labels);
      payments.charge(request);
    } catch (JsonProcessingException unreadable) {
      LOG.error("Cart of order {} is not readable", request.number(), unreadable);
    } catch (SQLException failed) {
      LOG.error("Order {} is not stored", request.number(), failed);
    } catch (ExecutionException failed) {
      LOG.error("No stock is reserved in {}", request.region(), failed);
    } catch (Payments.PaymentException failed) {
      LOG.atError()
          .addMarker(PAYMENT)
          .addKeyValue("order", request.number())
          .addKeyValue("attempt", 1)
          .setCause(failed)
          .log("Payment failed");
    } catch (RuntimeException unexpected) {
      LOG.error("Order {} failed", request.number(), unexpected);
    } finally {
      MDC.clear();
    }
  }
}
