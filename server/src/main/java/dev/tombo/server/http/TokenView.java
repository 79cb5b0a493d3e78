// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API token as the API shows it.
 *
 * @param id its number
 * @param name what people call it
 * @param token its value, or a mask of it
 * @param dsn address, value and project in one; null where the value is masked
 * @param createdBy the name of the account that made it, or its address
 * @param createdAt when it was made
 * @param lastUsedAt when it last brought something; null for never
 */
record TokenView(
    String id,
    String name,
    String token,
    @Nullable String dsn,
    String createdBy,
    Instant createdAt,
    @Nullable Instant lastUsedAt) {}
