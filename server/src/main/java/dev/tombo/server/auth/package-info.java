// SPDX-License-Identifier: Apache-2.0
/** Passwords, access tokens and API tokens; knows nothing of HTTP. */
@NullMarked
package dev.tombo.server.auth;

import org.jspecify.annotations.NullMarked;
