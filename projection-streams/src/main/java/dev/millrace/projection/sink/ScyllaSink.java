package dev.millrace.projection.sink;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Writes rows to ScyllaDB; those of one partition in one request, all requests side by side. */
record ScyllaSink<R>(Sink<Statement<?>> requests, Function<R, List<BoundStatement>> statements)
    implements Sink<R> {

  @Override
  public CompletionStage<Void> write(R row) {
    return writeAll(List.of(row)).get(0);
  }

  @Override
  public List<CompletionStage<Void>> writeAll(List<R> rows) {
    var batches = new PartitionBatches(requests);
    List<CompletionStage<Void>> written = new ArrayList<>(rows.size());
    for (R row : rows) {
      written.add(add(row, batches));
    }
    batches.send();
    return written;
  }

  private CompletionStage<Void> add(R row, PartitionBatches batches) {
    List<BoundStatement> ofRow;
    try {
      ofRow = statements.apply(row);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
    CompletableFuture<?>[] writes =
        ofRow.stream().map(batches::add).toArray(CompletableFuture<?>[]::new);
    return writes.length == 1 ? writes[0].thenApply(done -> null) : CompletableFuture.allOf(writes);
  }
}
