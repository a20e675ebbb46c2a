package dev.millrace.command.handler;

import static dev.millrace.command.handler.Handlers.LIMITS;
import static dev.millrace.command.handler.Handlers.await;
import static dev.millrace.command.handler.Handlers.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.command.handler.AppendLimits.Excess;
import dev.millrace.command.handler.AppendLimits.Limit;
import dev.millrace.command.handler.CommandOutcome.Accepted;
import dev.millrace.command.handler.CommandOutcome.TooLarge;
import dev.millrace.command.store.InMemoryEventStore;
import dev.millrace.command.store.InMemorySnapshotStore;
import dev.millrace.stock.Stock;
import dev.millrace.stock.StockAggregate;
import dev.millrace.stock.StockCommand;
import dev.millrace.stock.StockCommand.Receive;
import dev.millrace.stock.StockCommand.Register;
import dev.millrace.stock.StockCommand.Take;
import dev.millrace.stock.StockEvent;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Several events of one command are written together or not at all, within limits. */
class AppendLimitsTest {

  private static final UUID ID = UUID.randomUUID();

  private final InMemoryEventStore events = new InMemoryEventStore();
  private final CommandHandler<StockCommand, Stock, StockEvent> handler =
      Handlers.handler(StockAggregate.DEFINITION, events, new InMemorySnapshotStore());

  @Test
  void takeSeveralEventsOfOneCommandWithDenseSequences() {
    register("tea");
    receive(20);
    var taken = (Accepted<Stock>) await(handler.handle(request(ID, new Take(17))));
    assertThat(taken.folded().version()).isEqualTo(23);
    assertThat(await(events.readAfter(ID, 21, 10)).events())
        .extracting(event -> event.sequence() + " " + event.type())
        .containsExactly("22 stock.taken", "23 stock.running-out");
  }

  @Test
  void refuseTooManyEvents() {
    register("tea");
    assertThat(receive(21))
        .isEqualTo(new TooLarge<>(new Excess(Limit.EVENTS, LIMITS.maxEvents(), 21)));
    assertThat(await(events.version(ID))).isEqualTo(1);
  }

  @Test
  void refuseALargeEventWhateverItsCharacters() {
    // 1,100 characters of two bytes each.
    var outcome = (TooLarge<Stock>) register("é".repeat(1_100));
    assertThat(outcome.excess().limit()).isEqualTo(Limit.EVENT_BYTES);
    assertThat(outcome.excess().allowed()).isEqualTo(LIMITS.maxEventBytes());
    assertThat(outcome.excess().actual()).isBetween(2_200L, 2_600L);
    assertThat(await(events.version(ID))).isZero();
  }

  @Test
  void refuseALargeBatchOfSmallEvents() {
    var narrow = new AppendLimits(100, 2_000, 2_000);
    var settings = Handlers.settings();
    var strict =
        new CommandHandler<>(
            StockAggregate.DEFINITION,
            new Stores(events, new InMemorySnapshotStore(), Handlers.registry()),
            EventStamp.system(),
            new CommandHandlerSettings(
                1, settings.backoff(), narrow, settings.snapshots(), settings.cache()));
    register("tea");
    var outcome = (TooLarge<Stock>) await(strict.handle(request(ID, pieces(10))));
    assertThat(outcome.excess().limit()).isEqualTo(Limit.BATCH_BYTES);
    assertThat(outcome.excess().actual()).isGreaterThan(2_000);
    assertThat(await(events.version(ID))).isEqualTo(1);
  }

  private CommandOutcome<Stock> register(String name) {
    return await(handler.handle(request(ID, new Register(name, 5))));
  }

  private CommandOutcome<Stock> receive(int deliveries) {
    return await(handler.handle(request(ID, pieces(deliveries))));
  }

  private static StockCommand pieces(int deliveries) {
    return new Receive(Collections.nCopies(deliveries, 1));
  }
}
