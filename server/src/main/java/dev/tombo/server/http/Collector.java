// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

/**
 * Whose token brought an event.
 *
 * @param token the token's name
 * @param account the name of the account that made it
 */
record Collector(String token, String account) {}
