// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.time.Instant;

/**
 * The unit of tokens, quota, retention and access.
 *
 * @param id its number, from 1
 * @param name what people call it, unique
 * @param createdAt when it was made
 */
public record Project(long id, String name, Instant createdAt) {}
