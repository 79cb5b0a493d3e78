// SPDX-License-Identifier: Apache-2.0
/**
 * Writes prepared events, and answers when they are on disk.
 *
 * <p>{@code Digester.submit -> Backlog}; the writer's thread: {@code Committer} (one transaction,
 * or smaller ones to find what cannot be stored) {@code -> Digest} (what submissions change: {@code
 * Recognition} of what is new, {@code Settlement} in groupings and issues, {@code Tally} of the
 * counts) {@code -> DigestTransaction}; {@code Losses} counts what was given up, {@code Usage} what
 * was taken and which API tokens brought it.
 */
@NullMarked
package dev.tombo.server.digest;

import org.jspecify.annotations.NullMarked;
