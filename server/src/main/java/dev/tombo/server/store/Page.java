// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import java.util.List;

/**
 * One page of a list.
 *
 * @param items in order
 * @param more whether the list goes on after them
 */
public record Page<T>(List<T> items, boolean more) {}
