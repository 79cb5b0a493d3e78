// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A way into a project that is still open; what its link carries is not here.
 *
 * @param id its number, from 1
 * @param project into which
 * @param role as what
 * @param email of the only person who may accept it; empty for whoever has the link
 * @param createdBy the name of the account that made it, or its address
 * @param createdAt when it was made
 * @param expiresAt from when it no longer works
 */
public record Invitation(
    long id,
    long project,
    Role role,
    Optional<String> email,
    String createdBy,
    Instant createdAt,
    Instant expiresAt) {}
