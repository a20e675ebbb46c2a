package dev.millrace.projection.sink;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Writes rows to ScyllaDB; the statements of a row side by side. */
record ScyllaSink<R>(CqlSession session, Function<R, List<BoundStatement>> statements)
    implements Sink<R> {

  @Override
  public CompletionStage<Void> write(R row) {
    CompletableFuture<?>[] writes =
        statements.apply(row).stream()
            .map(statement -> session.executeAsync(statement).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(writes);
  }
}
