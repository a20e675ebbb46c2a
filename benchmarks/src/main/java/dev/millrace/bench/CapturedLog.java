package dev.millrace.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.command.store.Append;
import dev.millrace.command.store.CommandRecord;
import dev.millrace.command.store.EventStoreSettings;
import dev.millrace.command.store.EventStoreStatements;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.EventMetadata;
import dev.millrace.contract.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Fills the CDC log of an event store: orders of so many events, each written by one append. */
final class CapturedLog {

  /** Events of one append; each makes two rows of the log, its command and version two more. */
  static final int EVENTS = 20;

  static final int ROWS = 2 * EVENTS + 2;

  private static final int IN_FLIGHT = 32;

  /** As large as an event with a few items and its metadata. */
  private static final String PAYLOAD =
      "{\"items\":[{\"productId\":\"" + "p".repeat(300) + "\",\"quantity\":1}]}";

  private final CqlSession session;
  private final EventStoreStatements statements;

  CapturedLog(CqlSession session, EventStoreSettings settings) {
    this.session = session;
    this.statements = new EventStoreStatements(session, settings);
  }

  /** Writes appends until the log has at least so many rows more; returns the number of events. */
  int write(int rows) {
    int appends = (rows + ROWS - 1) / ROWS;
    var left = new AtomicInteger(appends);
    List<CompletableFuture<Void>> slots = new ArrayList<>();
    for (int slot = 0; slot < IN_FLIGHT; slot++) {
      slots.add(
          CompletableFuture.completedFuture((Void) null).thenCompose(start -> writeWhile(left)));
    }
    slots.forEach(CompletableFuture::join);
    return appends * EVENTS;
  }

  private CompletionStage<Void> writeWhile(AtomicInteger left) {
    return left.getAndDecrement() <= 0
        ? CompletableFuture.completedStage(null)
        : session
            .executeAsync(statements.append(append()).setTimeout(Duration.ofSeconds(20)))
            .thenComposeAsync(written -> writeWhile(left));
  }

  private static Append append() {
    var aggregate = new AggregateId("order", UUID.randomUUID());
    UUID commandId = UUID.randomUUID();
    List<Append.Entry> entries = new ArrayList<>();
    for (int sequence = 1; sequence <= EVENTS; sequence++) {
      entries.add(
          new Append.Entry(event(aggregate, commandId, sequence), Topics.ORDER_EVENTS.name()));
    }
    return new Append(
        aggregate.id(),
        new CommandRecord(commandId, "benchmark", "f".repeat(64), 1, EVENTS),
        entries);
  }

  static EncodedEvent event(AggregateId aggregate, UUID commandId, long sequence) {
    return new EncodedEvent(
        UUID.randomUUID(),
        "order.items-updated",
        1,
        aggregate,
        sequence,
        Instant.ofEpochMilli(System.currentTimeMillis()),
        new EventMetadata("benchmark", commandId, null, null, Map.of()),
        PAYLOAD);
  }
}
