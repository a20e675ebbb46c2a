package dev.millrace.bridge.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * The rows of one window on their way to Kafka. Counts every row of the log, sends the outbox rows,
 * and knows when all of them have been acknowledged. For one thread.
 */
final class WindowRows {

  /** Bounds the memory of a large window. */
  private static final int MOST_UNACKNOWLEDGED = 1_000;

  private final OutboxPublisher publisher;
  private final List<Sent> unacknowledged = new ArrayList<>();
  private int count;

  WindowRows(OutboxPublisher publisher) {
    this.publisher = publisher;
  }

  private record Sent(OutboxRow row, Future<RecordMetadata> acknowledgement) {}

  void add(LogRow row) {
    count++;
    OutboxRow.of(row).ifPresent(r -> unacknowledged.add(new Sent(r, publisher.send(r))));
    if (unacknowledged.size() >= MOST_UNACKNOWLEDGED) {
      awaitAcknowledged();
    }
  }

  int count() {
    return count;
  }

  /** Returns when every row so far is acknowledged. The producer's delivery timeout bounds it. */
  void awaitAcknowledged() {
    for (Sent sent : unacknowledged) {
      try {
        await(sent);
      } catch (ExecutionException e) {
        throw new WindowFailedException("Kafka did not take a row", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new WindowFailedException("interrupted", e);
      }
    }
    unacknowledged.clear();
  }

  private void await(Sent sent) throws ExecutionException, InterruptedException {
    try {
      sent.acknowledgement().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof RecordTooLargeException)) {
        throw e;
      }
      publisher.sendTooLarge(sent.row()).get();
    }
  }
}
