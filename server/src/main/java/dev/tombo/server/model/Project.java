// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * The unit of tokens, quota, retention and access.
 *
 * @param id its number, from 1, never used again
 * @param name what people call it, unique
 * @param createdAt when it was made
 * @param rateLimit events a second that it takes; empty for no limit
 * @param dailyQuota events a day in UTC that it takes; empty for no limit
 */
public record Project(
    long id, String name, Instant createdAt, OptionalLong rateLimit, OptionalLong dailyQuota) {}
