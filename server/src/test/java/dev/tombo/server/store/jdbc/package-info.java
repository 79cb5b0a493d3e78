// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of the store: {@code StoreContract}, in parts by subject, is run in full by SQLite and by
 * PostgreSQL.
 */
@NullMarked
package dev.tombo.server.store.jdbc;

import org.jspecify.annotations.NullMarked;
