// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The credential of a person's scripts; its value is not here.
 *
 * @param id its number, from 1
 * @param account whose it is
 * @param name what that person calls it
 * @param scope what it allows, with all that is less
 * @param createdAt when it was made
 * @param expiresAt from when it no longer works
 * @param lastUsedAt when it was last used, to about a minute; null for never
 */
public record PersonalToken(
    long id,
    long account,
    String name,
    Scope scope,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant lastUsedAt) {}
