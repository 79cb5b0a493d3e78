// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list as the API shows it.
 *
 * @param items in order
 * @param nextCursor where it goes on; null at the end
 */
record Listing<T>(List<T> items, @Nullable String nextCursor) {}
