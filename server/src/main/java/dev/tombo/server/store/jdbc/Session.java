// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs statements on one connection, each text of which is prepared once. Not thread-safe. Throws
 * {@link StoreException}s only.
 */
final class Session implements AutoCloseable {
  /** More than all that is written and read otherwise than by lists. */
  private static final int MAX_STATEMENTS = 256;

  private final Connection connection;
  private final Dialect dialect;
  private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(64, 0.75f, true);
  private boolean failed;

  Session(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /**
   * Runs work in a transaction and commits it, unless it throws or one of its statements failed:
   * after that PostgreSQL would commit nothing, so neither database may.
   */
  <T> T transaction(Function<Session, T> work) {
    failed = false;
    control(dialect::begin);
    try {
      T result = work.apply(this);
      if (failed) {
        throw new StoreException(
            "A statement of the transaction had failed", new IllegalStateException());
      }
      control(dialect::commit);
      return result;
    } catch (RuntimeException | Error e) {
      rollback(e);
      throw e;
    }
  }

  /** Writes rows, as many as fit in each statement; answers how many the database counted. */
  <R> int update(Sql sql, long project, Collection<R> rows, Params.Binder<R> binder) {
    if (inColumns(sql)) {
      return columns(sql, project, rows, binder, PreparedStatement::executeUpdate).stream()
          .mapToInt(Integer::intValue)
          .sum();
    }
    Iterator<R> left = rows.iterator();
    int remaining = rows.size();
    int updated = 0;
    for (Sql.Form form : sql.forms()) {
      updated += batch(form, project, left, remaining / form.rows(), binder);
      remaining %= form.rows();
    }
    return updated;
  }

  /** Runs a statement without rows of its own, such as one with a list of keys, for its answer. */
  <T> List<T> query(Sql sql, long project, Params.Binder<Session> binder, Reader<T> reader) {
    return query(sql.single(), project, List.of(this).iterator(), binder, reader);
  }

  /** Like {@link #query}, for a statement that answers a row at most. */
  <T> Optional<T> one(Sql sql, long project, Params.Binder<Session> binder, Reader<T> reader) {
    return query(sql, project, binder, reader).stream().findFirst();
  }

  /**
   * Asks by many keys, or changes many rows, and reads what the statements answer. A key may come
   * twice in a statement, to fill it up.
   */
  <R, T> List<T> select(
      Sql sql, long project, Collection<R> keys, Params.Binder<R> binder, Reader<T> reader) {
    if (inColumns(sql)) {
      return columns(sql, project, keys, binder, statement -> read(statement, reader)).stream()
          .flatMap(List::stream)
          .toList();
    }
    List<T> found = new ArrayList<>();
    Iterator<R> left = keys.iterator();
    for (int remaining = keys.size(); remaining > 0; ) {
      Sql.Form form = padded(sql, remaining);
      found.addAll(query(form, project, left, binder, reader));
      remaining -= form.rows();
    }
    return found;
  }

  /** Writes rows of which one may come twice in a statement, to fill it up, and is written once. */
  <R> void change(Sql sql, long project, Collection<R> rows, Params.Binder<R> binder) {
    if (inColumns(sql)) {
      int unused = update(sql, project, rows, binder);
      return;
    }
    Iterator<R> left = rows.iterator();
    for (int remaining = rows.size(); remaining > 0; ) {
      Sql.Form form = padded(sql, remaining);
      int unused = batch(form, project, left, 1, binder);
      remaining -= form.rows();
    }
  }

  private <R> int batch(
      Sql.Form form, long project, Iterator<R> rows, int times, Params.Binder<R> binder) {
    if (times == 0) {
      return 0;
    }
    return run(
        form,
        statement -> {
          var params = new RowParams(statement, form, project);
          for (int i = 0; i < times; i++) {
            bind(params, form, rows, binder);
            if (times > 1) {
              statement.addBatch();
            }
          }
          return times > 1 ? sum(statement.executeBatch()) : statement.executeUpdate();
        });
  }

  private <R, T> List<T> query(
      Sql.Form form, long project, Iterator<R> rows, Params.Binder<R> binder, Reader<T> reader) {
    return run(
        form,
        statement -> {
          bind(new RowParams(statement, form, project), form, rows, binder);
          return read(statement, reader);
        });
  }

  private static <T> List<T> read(PreparedStatement statement, Reader<T> reader)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (ResultSet results = statement.executeQuery()) {
      while (results.next()) {
        found.add(reader.read(results));
      }
    }
    return found;
  }

  private boolean inColumns(Sql sql) {
    return dialect.takesColumns() && sql.columns().isPresent();
  }

  /** Runs a statement whose parameters are arrays, as often as there are too many rows for one. */
  private <R, T> List<T> columns(
      Sql sql, long project, Collection<R> rows, Params.Binder<R> binder, Use<T> use) {
    Sql.Form form = sql.columns().orElseThrow();
    List<T> answers = new ArrayList<>();
    Iterator<R> left = rows.iterator();
    for (int remaining = rows.size(); remaining > 0; remaining -= form.rows()) {
      int size = Math.min(remaining, form.rows());
      answers.add(
          run(
              form,
              statement -> {
                var params = new ColumnParams(size);
                for (int i = 0; i < size; i++) {
                  binder.bind(params, left.next());
                  params.endRow();
                }
                params.set(statement, form, project);
                return use.of(statement);
              }));
    }
    return answers;
  }

  private static <R> void bind(
      RowParams params, Sql.Form form, Iterator<R> rows, Params.Binder<R> binder)
      throws SQLException {
    R row = rows.next();
    binder.bind(params, row);
    for (int i = 1; i < form.rows(); i++) {
      row = rows.hasNext() ? rows.next() : row;
      binder.bind(params, row);
    }
    params.end();
  }

  /**
   * The text of the most rows that is not mostly filling. A statement that joins its rows costs
   * SQLite as much as ten of its rows, for the tables that it makes for them.
   */
  private static Sql.Form padded(Sql sql, int remaining) {
    for (Sql.Form form : sql.forms()) {
      if (remaining * 2 > form.rows()) {
        return form;
      }
    }
    return sql.single();
  }

  private static int sum(int[] counts) {
    int sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }

  /** Runs a statement and lets go of its parameters, which may be large. */
  private <T> T run(Sql.Form form, Use<T> use) {
    try {
      PreparedStatement statement = statements.get(form.text());
      if (statement == null) {
        statement = connection.prepareStatement(form.text());
        keep(form.text(), statement);
      }
      try {
        return use.of(statement);
      } finally {
        statement.clearParameters();
        statement.clearBatch();
      }
    } catch (SQLException e) {
      failed = true;
      throw SqlErrors.of(dialect, e);
    } catch (RuntimeException e) {
      failed = true;
      throw e;
    }
  }

  /** Lets go of the one that was not used for longest where there are too many, as of lists. */
  private void keep(String text, PreparedStatement statement) throws SQLException {
    statements.put(text, statement);
    if (statements.size() > MAX_STATEMENTS) {
      Map.Entry<String, PreparedStatement> oldest = statements.entrySet().iterator().next();
      statements.remove(oldest.getKey());
      oldest.getValue().close();
    }
  }

  private void control(Control control) {
    try {
      control.on(connection);
    } catch (SQLException e) {
      throw SqlErrors.of(dialect, e);
    }
  }

  private void rollback(Throwable cause) {
    try {
      dialect.rollback(connection);
    } catch (SQLException e) {
      // SQLite rolls back by itself when the disk fails; a lost connection has nothing to undo.
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    try (connection) {
      for (PreparedStatement statement : statements.values()) {
        statement.close();
      }
    } catch (SQLException e) {
      throw SqlErrors.of(dialect, e);
    }
  }

  /** Reads one row of an answer. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** What is done with a statement. */
  @FunctionalInterface
  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  /** A step of a transaction. */
  @FunctionalInterface
  private interface Control {
    void on(Connection connection) throws SQLException;
  }
}
