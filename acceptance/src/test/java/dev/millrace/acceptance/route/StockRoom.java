package dev.millrace.acceptance.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.command.handler.CommandHandler;
import dev.millrace.command.handler.CommandOutcome;
import dev.millrace.command.handler.CommandRequest;
import dev.millrace.command.handler.Handlers;
import dev.millrace.command.store.EventStoreSettings;
import dev.millrace.command.store.ScyllaEventStore;
import dev.millrace.command.store.ScyllaSnapshotStore;
import dev.millrace.contract.EventMetadata;
import dev.millrace.stock.Stock;
import dev.millrace.stock.StockAggregate;
import dev.millrace.stock.StockCommand;
import dev.millrace.stock.StockEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Carries out commands that make several events at once; orders make one each. */
final class StockRoom {

  private final CommandHandler<StockCommand, Stock, StockEvent> handler;

  StockRoom(CqlSession session) {
    var settings =
        new EventStoreSettings(Duration.ofDays(7), Duration.ofDays(1), Duration.ofSeconds(10));
    handler =
        Handlers.handler(
            StockAggregate.DEFINITION,
            new ScyllaEventStore(session, settings),
            new ScyllaSnapshotStore(session));
  }

  void register(UUID article, int reorderBelow) {
    handle(article, new StockCommand.Register("tea", reorderBelow));
  }

  /** An event for each delivery, all in one batch. */
  void receive(UUID article, List<Integer> pieces) {
    handle(article, new StockCommand.Receive(pieces));
  }

  void take(UUID article, int pieces) {
    handle(article, new StockCommand.Take(pieces));
  }

  private void handle(UUID article, StockCommand command) {
    var metadata =
        new EventMetadata(
            "conversation", UUID.randomUUID(), "me", null, Map.of("shelf", "7", "row", "ü"));
    var request =
        new CommandRequest<>(
            article, command, "stock", command.toString(), OptionalLong.empty(), metadata);
    assertThat(handler.handle(request).toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join())
        .isInstanceOf(CommandOutcome.Accepted.class);
  }
}
