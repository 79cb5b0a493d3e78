// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

/**
 * Events that a client gave up, told with a later batch.
 *
 * @param reason the client's word for why
 * @param count how many, from 1
 */
public record Discard(String reason, long count) {}
