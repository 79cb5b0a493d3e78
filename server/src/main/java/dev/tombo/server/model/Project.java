// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.time.Instant;

/**
 * The unit of tokens, quota, retention and access.
 *
 * @param id its number, from 1, never used again
 * @param name what people call it, unique
 * @param createdAt when it was made
 * @param limits how much it takes
 */
public record Project(long id, String name, Instant createdAt, ProjectLimits limits) {}
