package dev.millrace.projection.sink;

import dev.millrace.projection.parking.RowFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A table whose rows, {@code id@version}, are on their way until the test says otherwise. */
final class HeldRows {

  private final ReadTable<String> table =
      new ReadTable<>(
          "held",
          this::id,
          row -> Long.parseLong(row.substring(row.indexOf('@') + 1)),
          Serdes.String(),
          (session, build) -> row -> List.of());
  private final Destination<String> destination =
      new Destination<>(table, this::write, new RowFaults(), new RowNotices());
  private final List<String> sent = new ArrayList<>();
  private final Map<String, CompletableFuture<Void>> writes = new ConcurrentHashMap<>();
  private volatile @Nullable RuntimeException refusal;

  Destination<String> destination() {
    return destination;
  }

  /** The same table by a sink that throws what it is told to when it is to send rows. */
  Destination<String> destination(Function<List<String>, Error> breaks) {
    Sink<String> sink =
        new Sink<>() {
          @Override
          public CompletionStage<Void> write(String row) {
            throw new UnsupportedOperationException();
          }

          @Override
          public List<CompletionStage<Void>> writeAll(List<String> batch) {
            throw breaks.apply(batch);
          }
        };
    return new Destination<>(table, sink, new RowFaults(), new RowNotices());
  }

  String id(String row) {
    return row.substring(0, row.indexOf('@'));
  }

  private synchronized CompletionStage<Void> write(String row) {
    if (refusal != null) {
      throw refusal;
    }
    sent.add(row);
    return writes.computeIfAbsent(row, key -> new CompletableFuture<>());
  }

  /** Every write from now on cannot even start. */
  void refuse(RuntimeException cause) {
    refusal = cause;
  }

  /** What has been sent, in order. */
  synchronized List<String> sent() {
    return List.copyOf(sent);
  }

  void awaitSent(int rows) {
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> sent().size() == rows);
  }

  void complete(String row) {
    write(row, null);
  }

  /** All that are on their way, and those that go off meanwhile. */
  void completeAll() {
    List<String> done = new ArrayList<>();
    while (done.size() < sent().size()) {
      sent().stream()
          .filter(row -> !done.contains(row))
          .forEach(
              row -> {
                done.add(row);
                complete(row);
              });
    }
  }

  void fail(String row, RuntimeException cause) {
    write(row, cause);
  }

  private void write(String row, @Nullable RuntimeException cause) {
    CompletableFuture<Void> write = writes.get(row);
    if (write == null) {
      throw new IllegalStateException(row + " is not on its way; sent: " + sent());
    }
    if (cause == null) {
      write.complete(null);
    } else {
      write.completeExceptionally(cause);
    }
  }
}
