// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

/**
 * The digest by which a person is counted without being named.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record UserHash(long high, long low) {}
