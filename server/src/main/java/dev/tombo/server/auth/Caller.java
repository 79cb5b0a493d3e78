// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Scope;
import java.util.OptionalLong;

/**
 * The person who is asking, or whose script is.
 *
 * @param account who
 * @param scope what the credential allows at most
 * @param session the log-in of an access token; empty for a personal token
 */
public record Caller(Account account, Scope scope, OptionalLong session) {}
