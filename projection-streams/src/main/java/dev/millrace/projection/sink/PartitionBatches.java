package dev.millrace.projection.sink;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Statements of one table, those of each partition as one unlogged batch: one mutation of one
 * partition, which is atomic without a log and goes to the partition's replicas. (A batch over
 * several partitions would burden its coordinator with all of them.)
 */
final class PartitionBatches {

  /** Of one batch: about as much as a row at a time costs a replica, and no partition's hour. */
  static final int MOST = 64;

  private final Sink<Statement<?>> requests;
  private final Map<ByteBuffer, List<Pending>> byPartition = new LinkedHashMap<>();
  private final List<List<Pending>> groups = new ArrayList<>();

  PartitionBatches(Sink<Statement<?>> requests) {
    this.requests = requests;
  }

  private record Pending(BoundStatement statement, CompletableFuture<Void> done) {}

  /** Completes or fails once the statement has been sent and answered. */
  CompletableFuture<Void> add(BoundStatement statement) {
    var pending = new Pending(statement, new CompletableFuture<>());
    group(statement.getRoutingKey()).add(pending);
    return pending.done();
  }

  private List<Pending> group(@Nullable ByteBuffer partition) {
    List<Pending> group = partition == null ? null : byPartition.get(partition);
    if (group == null || group.size() == MOST) {
      group = new ArrayList<>(1);
      groups.add(group);
      if (partition != null) {
        byPartition.put(partition, group);
      }
    }
    return group;
  }

  /** Sends all that has been added. */
  void send() {
    groups.forEach(this::send);
  }

  private void send(List<Pending> group) {
    if (group.size() == 1) {
      send(group.get(0));
      return;
    }
    execute(batch(group))
        .whenComplete(
            (done, error) -> {
              if (error == null) {
                group.forEach(each -> each.done().complete(null));
              } else {
                // One of them may be at fault, and the others must not share its fate.
                group.forEach(this::send);
              }
            });
  }

  private static BatchStatement batch(List<Pending> group) {
    BoundStatement first = group.get(0).statement();
    return BatchStatement.builder(DefaultBatchType.UNLOGGED)
        .addStatements(group.stream().map(PartitionBatches::withoutConsistency).toList())
        .setConsistencyLevel(first.getConsistencyLevel())
        .setIdempotence(true)
        .build();
  }

  // That of a batch is its own; the driver warns of every one that its statements bring along.
  private static BatchableStatement<?> withoutConsistency(Pending pending) {
    return pending.statement().setConsistencyLevel(null);
  }

  private void send(Pending pending) {
    execute(pending.statement())
        .whenComplete(
            (done, error) -> {
              if (error == null) {
                pending.done().complete(null);
              } else {
                pending.done().completeExceptionally(error);
              }
            });
  }

  private CompletionStage<Void> execute(Statement<?> statement) {
    try {
      return requests.write(statement);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }
}
