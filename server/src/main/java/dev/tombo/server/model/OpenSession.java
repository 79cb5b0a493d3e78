// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.time.Instant;

/**
 * A person's log-in that goes on.
 *
 * @param id its number, drawn at random
 * @param agent what logged in, as it calls itself; empty where it says nothing
 * @param createdAt when the person logged in
 * @param refreshedAt when it was last refreshed
 */
public record OpenSession(long id, String agent, Instant createdAt, Instant refreshedAt) {}
