package dev.millrace.projection.sink;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Writes rows to ScyllaDB, one statement each.
 *
 * @param upsert binds the whole row {@code USING TIMESTAMP} = the row's version: the database
 *     itself then keeps the newest version of every cell, in whichever order the writes arrive
 */
public record ScyllaSink<R>(CqlSession session, Function<R, BoundStatement> upsert)
    implements Sink<R> {

  @Override
  public CompletionStage<Void> write(R row) {
    return session.executeAsync(upsert.apply(row)).thenAccept(applied -> {});
  }
}
