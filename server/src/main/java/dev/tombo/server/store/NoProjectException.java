// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

/** What was to be added to a project has none to belong to: it was deleted meanwhile. */
public final class NoProjectException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** A project that is not, or no longer. */
  public NoProjectException(long project) {
    super("There is no project " + project);
  }
}
