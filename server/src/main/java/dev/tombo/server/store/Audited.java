// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.Actor;

/**
 * A part of the store each of whose changes is entered in the audit log, in the transaction of the
 * change: as the server's own, unless somebody else is named.
 *
 * @param <S> the part
 */
public interface Audited<S> {
  /** The same, for changes that somebody makes. */
  S by(Actor actor);
}
