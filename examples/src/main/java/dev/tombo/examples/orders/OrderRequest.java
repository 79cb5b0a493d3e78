// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.orders;

/**
 * A request to place an order.
 *
 * @param id the id of the request
 * @param customer who asks
 * @param number the order's number, which the shop's page makes up
 * @param region where it is to be sent
 * @param cart what is ordered, as JSON
 */
record OrderRequest(String id, String customer, String number, String region, String cart) {}
