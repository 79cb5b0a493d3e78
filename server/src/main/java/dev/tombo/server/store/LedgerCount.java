// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.LedgerOutcome;

/**
 * A count in a project's ledger.
 *
 * @param outcome what became of them
 * @param hour hours since 1970 in UTC, by the server's clock
 * @param token the API token that they came with
 * @param reason why; empty where the outcome says it all
 * @param count how many
 */
public record LedgerCount(
    LedgerOutcome outcome, long hour, long token, String reason, long count) {}
