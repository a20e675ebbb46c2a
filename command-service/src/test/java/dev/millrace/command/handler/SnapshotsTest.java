package dev.millrace.command.handler;

import static dev.millrace.command.handler.Handlers.SNAPSHOT_EVERY;
import static dev.millrace.command.handler.Handlers.await;
import static dev.millrace.command.handler.Handlers.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.command.handler.CommandOutcome.Accepted;
import dev.millrace.command.store.InMemoryEventStore;
import dev.millrace.command.store.InMemorySnapshotStore;
import dev.millrace.command.store.Snapshot;
import dev.millrace.stock.Stock;
import dev.millrace.stock.StockAggregate;
import dev.millrace.stock.StockCommand;
import dev.millrace.stock.StockCommand.Receive;
import dev.millrace.stock.StockCommand.Register;
import dev.millrace.stock.StockEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Snapshots shorten the way to the present, and nothing that is wrong with one is felt. */
class SnapshotsTest {

  private static final UUID ID = UUID.randomUUID();

  private final InMemoryEventStore events = new InMemoryEventStore();
  private final InMemorySnapshotStore snapshots = new InMemorySnapshotStore();
  private final MeterRegistry registry = Handlers.registry();

  @Test
  void areMadeEverySoManyEventsAndTwoAreKept() {
    receive(newHandler(), 35);
    assertThat(sequences()).containsExactly(30L, 20L);
    assertThat(counter("millrace.snapshots.written")).isEqualTo(3);
  }

  @Test
  void areMadeByWhoeverLoadsALongTail() {
    snapshots.setFull(true);
    receive(newHandler(), 25);
    assertThat(sequences()).isEmpty();
    snapshots.setFull(false);
    assertThat(await(newHandler().current(ID)).version()).isEqualTo(25);
    assertThat(sequences()).containsExactly(25L);
  }

  @Test
  void failWithoutFailingTheCommand() {
    snapshots.setFull(true);
    receive(newHandler(), 2 * SNAPSHOT_EVERY);
    assertThat(counter("millrace.snapshots.failed")).isPositive();
    assertThat(pieces()).isEqualTo(2 * SNAPSHOT_EVERY - 1);
  }

  @Test
  void areReadInsteadOfTheEventsBeforeThem() {
    receive(newHandler(), 15);
    // Only a load that starts from the snapshot sees the difference.
    save(14, 1, "{\"name\":\"tea\",\"reorderBelow\":5,\"pieces\":1000,\"warnings\":0}");
    assertThat(pieces()).isEqualTo(1001);
  }

  @Test
  void areSkippedWhenCorruptForTheOneBefore() {
    receive(newHandler(), 25);
    save(24, 1, "{\"name\":");
    assertThat(pieces()).isEqualTo(24);
    assertThat(counter("millrace.snapshots.skipped", "reason", "corrupt")).isEqualTo(1);
  }

  @Test
  void areSkippedWhenBothAreCorrupt() {
    receive(newHandler(), 25);
    save(24, 1, "null");
    save(23, 1, "[]");
    assertThat(pieces()).isEqualTo(24);
    assertThat(counter("millrace.snapshots.skipped", "reason", "corrupt")).isEqualTo(2);
  }

  @Test
  void ofAnotherSchemaVersionAreIgnoredAndReplaced() {
    receive(newHandler(), 12);
    save(10, 2, "{\"unheard\":\"of\"}");
    save(11, 2, "{\"unheard\":\"of\"}");
    assertThat(pieces()).isEqualTo(11);
    assertThat(counter("millrace.snapshots.skipped", "reason", "outdated")).isEqualTo(2);
    assertThat(await(snapshots.newest(ID)).get(0))
        .satisfies(
            replaced -> {
              assertThat(replaced.sequence()).isEqualTo(12);
              assertThat(replaced.schemaVersion()).isEqualTo(1);
            });
  }

  @Test
  void spareAHotAggregateEveryRead() {
    var handler = newHandler();
    receive(handler, 5);
    int reads = events.reads();
    await(handler.handle(request(ID, new Receive(List.of(1)))));
    assertThat(events.reads()).isEqualTo(reads);
  }

  private void receive(CommandHandler<StockCommand, Stock, StockEvent> handler, int eventsInAll) {
    await(handler.handle(request(ID, new Register("tea", 5))));
    for (int i = 1; i < eventsInAll; i++) {
      assertThat(await(handler.handle(request(ID, new Receive(List.of(1))))))
          .isInstanceOf(Accepted.class);
    }
  }

  private int pieces() {
    return await(newHandler().current(ID)).state().pieces();
  }

  private void save(long sequence, int schemaVersion, String state) {
    var snapshot =
        new Snapshot(ID, "stock", sequence, schemaVersion, state, Instant.EPOCH, Instant.EPOCH);
    await(snapshots.save(snapshot, 0));
  }

  private List<Long> sequences() {
    return await(snapshots.newest(ID)).stream().map(Snapshot::sequence).toList();
  }

  private CommandHandler<StockCommand, Stock, StockEvent> newHandler() {
    return Handlers.handler(StockAggregate.DEFINITION, new Stores(events, snapshots, registry));
  }

  private double counter(String name, String... tags) {
    return registry.counter(name, tags).count();
  }
}
