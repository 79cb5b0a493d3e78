// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The write-only credential of one project, for applications; its value is not here.
 *
 * @param id its number, from 1
 * @param project the project it sends to
 * @param account the account that made it
 * @param name what people call it
 * @param createdAt when it was made
 * @param revokedAt since when it no longer works; null while it does
 */
public record ApiToken(
    long id,
    long project,
    long account,
    String name,
    Instant createdAt,
    @Nullable Instant revokedAt) {}
