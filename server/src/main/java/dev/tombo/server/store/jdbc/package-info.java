// SPDX-License-Identifier: Apache-2.0
/**
 * The only SQL: SQLite and PostgreSQL behind one {@link dev.tombo.server.store.Store}, told apart
 * by a {@code Dialect}.
 */
@NullMarked
package dev.tombo.server.store.jdbc;

import org.jspecify.annotations.NullMarked;
