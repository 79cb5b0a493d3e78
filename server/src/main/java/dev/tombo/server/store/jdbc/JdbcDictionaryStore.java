// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.store.DictionaryStore;
import java.util.Optional;

/** Reads dictionaries; a digest writes them. */
final class JdbcDictionaryStore implements DictionaryStore {
  private static final Sql OF_FINGERPRINT =
      Sql.of(
          """
          select d.id, d.bytes
          from grouping g
          join dictionary d on d.project_id = g.project_id and d.id = g.number
          where g.project_id = :p and g.fingerprint = ?""");

  private static final Sql FIND =
      Sql.of("select bytes from dictionary where project_id = :p and id = ?");

  private final Database database;

  JdbcDictionaryStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Dictionary> ofFingerprint(long project, Fingerprint fingerprint) {
    return database.read(
        s ->
            s.one(
                OF_FINGERPRINT,
                project,
                (p, row) -> p.add(fingerprint.value()),
                row -> new Dictionary(row.getLong(1), row.getBytes(2))));
  }

  @Override
  public Optional<byte[]> find(long project, long id) {
    return database.read(s -> s.one(FIND, project, (p, row) -> p.add(id), row -> row.getBytes(1)));
  }
}
