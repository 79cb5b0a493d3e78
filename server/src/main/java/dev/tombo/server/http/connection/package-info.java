// SPDX-License-Identifier: Apache-2.0
/**
 * What stands between Helidon's HTTP/1.1 and its sockets, which it reads from for as long as they
 * are open: how many connections there may be, and how long and for how much each is waited for.
 *
 * <pre>
 * Connections        those that are open; makes room for another, ends who is waited for too long
 * Connection         what one is waited for, and since when
 * ReadAhead          what was read and not yet taken, of one and of all
 * WatchedSelector    puts these around each connection of Helidon's
 * </pre>
 */
@NullMarked
package dev.tombo.server.http.connection;

import org.jspecify.annotations.NullMarked;
