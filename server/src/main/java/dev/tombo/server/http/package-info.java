// SPDX-License-Identifier: Apache-2.0
/**
 * Routes, the authentication filter, problem+json: the only package, with the root, that knows
 * Helidon.
 */
@NullMarked
package dev.tombo.server.http;

import org.jspecify.annotations.NullMarked;
