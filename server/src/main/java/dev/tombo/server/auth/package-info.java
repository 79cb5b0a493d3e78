// SPDX-License-Identifier: Apache-2.0
/**
 * Passwords, access tokens and API tokens; knows nothing of HTTP.
 *
 * <p>{@code ApiTokens} finds an application's token by its hash and keeps its value under a {@code
 * Seal} of the {@code KeyFile}.
 */
@NullMarked
package dev.tombo.server.auth;

import org.jspecify.annotations.NullMarked;
