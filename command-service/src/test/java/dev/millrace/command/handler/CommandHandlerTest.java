package dev.millrace.command.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.command.OrderAggregate;
import dev.millrace.command.handler.CommandOutcome.Accepted;
import dev.millrace.command.handler.CommandOutcome.Contended;
import dev.millrace.command.handler.CommandOutcome.KeyReused;
import dev.millrace.command.handler.CommandOutcome.Rejected;
import dev.millrace.command.handler.CommandOutcome.VersionMismatch;
import dev.millrace.command.store.InMemoryEventStore;
import dev.millrace.command.store.InMemorySnapshotStore;
import dev.millrace.command.store.Slice;
import dev.millrace.command.store.StoreUnavailableException;
import dev.millrace.contract.EventMetadata;
import dev.millrace.contract.OrderEvents;
import dev.millrace.order.domain.Order;
import dev.millrace.order.domain.OrderCommand;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.order.domain.OrderItem;
import dev.millrace.order.domain.OrderRule;
import dev.millrace.order.domain.OrderStatus;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CommandHandlerTest {

  private static final UUID ORDER = UUID.randomUUID();
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");
  private static final OrderCommand CREATE =
      new OrderCommand.Create(UUID.randomUUID(), "EUR", List.of(new OrderItem("tea", 2, 450)));
  private static final OrderCommand CONFIRM = new OrderCommand.Confirm();
  private static final int ATTEMPTS = 3;

  private final InMemoryEventStore store = new InMemoryEventStore();
  private final MeterRegistry registry = Handlers.registry();
  private final CommandHandler<OrderCommand, Order, OrderEvent> handler =
      new CommandHandler<>(
          OrderAggregate.DEFINITION,
          new Stores(store, new InMemorySnapshotStore(), registry),
          new EventStamp(Clock.fixed(NOON, ZoneOffset.UTC), UUID::randomUUID),
          Handlers.settings(ATTEMPTS));
  // Another process, as far as the handler knows: what it writes comes as a surprise.
  private final CommandHandler<OrderCommand, Order, OrderEvent> rival =
      Handlers.handler(OrderAggregate.DEFINITION, store, new InMemorySnapshotStore());

  @Test
  void storesTheEventWithItsWholeEnvelope() {
    CommandRequest<OrderCommand> request = request(CREATE);
    var accepted = (Accepted<Order>) handle(request);
    assertThat(accepted.folded().version()).isEqualTo(1);
    assertThat(accepted.folded().state().status()).isEqualTo(OrderStatus.CREATED);
    var stored = OrderEvents.TYPES.decode(history().events().get(0));
    assertThat(stored.sequence()).isEqualTo(1);
    assertThat(stored.occurredAt()).isEqualTo(Instant.parse("2026-11-23T12:00:00.123Z"));
    assertThat(stored.metadata()).isEqualTo(request.metadata());
    assertThat(stored.metadata().causationId()).isEqualTo(request.commandId());
  }

  @Test
  void answersARejectionWithTheVersionAndWritesNothing() {
    handle(request(CREATE));
    var rejected = (Rejected<Order>) handle(request(CREATE));
    assertThat(rejected.rejection().rule()).isEqualTo(OrderRule.ALREADY_CREATED);
    assertThat(rejected.version()).isEqualTo(1);
    assertThat(history().last()).isEqualTo(1);
  }

  @Test
  void answersARepeatedCommandAsTheFirstTimeWhateverHappenedSince() {
    CommandRequest<OrderCommand> create = request(CREATE);
    CommandOutcome<Order> first = handle(create);
    handle(request(CONFIRM));
    assertThat(handle(create)).isEqualTo(first);
    assertThat(history().last()).isEqualTo(2);
  }

  @Test
  void answersARepeatedCommandBeforeItsExpectedVersionIsChecked() {
    handle(request(CREATE));
    CommandRequest<OrderCommand> confirm = request(CONFIRM, OptionalLong.of(1));
    CommandOutcome<Order> first = handle(confirm);
    assertThat(first).isInstanceOf(Accepted.class);
    assertThat(handle(confirm)).isEqualTo(first);
  }

  @Test
  void refusesAnIdThatWasUsedForAnotherCommand() {
    CommandRequest<OrderCommand> create = request(CREATE);
    handle(create);
    var other =
        new CommandRequest<OrderCommand>(
            ORDER, CONFIRM, "confirm", "other", OptionalLong.empty(), create.metadata());
    assertThat(handle(other)).isEqualTo(new KeyReused<>("create"));
    assertThat(history().last()).isEqualTo(1);
  }

  @Test
  void holdsTheExpectedVersionAgainstTheActualOne() {
    handle(request(CREATE));
    assertThat(handle(request(CONFIRM, OptionalLong.of(7)))).isEqualTo(new VersionMismatch<>(7, 1));
    assertThat(handle(request(CONFIRM, OptionalLong.of(1)))).isInstanceOf(Accepted.class);
  }

  @Test
  void decidesAgainWhenSomebodyWasFaster() {
    handle(request(CREATE));
    store.beforeNextAppend(() -> rival(request(CONFIRM)));
    var outcome = (Rejected<Order>) handle(request(CONFIRM));
    assertThat(outcome.rejection().rule()).isEqualTo(OrderRule.ALREADY_CONFIRMED);
    assertThat(history().last()).isEqualTo(2);
  }

  @Test
  void appendsAfterTheFasterOneWhenTheRulesStillAllowIt() {
    handle(request(CREATE));
    store.beforeNextAppend(() -> rival(request(newItems(5))));
    var outcome = (Accepted<Order>) handle(request(newItems(9)));
    assertThat(outcome.folded().version()).isEqualTo(3);
    assertThat(outcome.folded().state().items().get(0).quantity()).isEqualTo(9);
    assertThat(counted("command.retries")).isEqualTo(1);
  }

  @Test
  void givesUpWhenOthersWinEveryTime() {
    handle(request(CREATE));
    for (int i = 0; i < ATTEMPTS; i++) {
      int quantity = i + 1;
      store.beforeNextAppend(() -> rival(request(newItems(quantity))));
      // The faster one's own append comes next and meets nobody.
      store.beforeNextAppend(() -> {});
    }
    assertThat(handle(request(newItems(99)))).isEqualTo(new Contended<>(ATTEMPTS));
    assertThat(history().last()).isEqualTo(1 + ATTEMPTS);
    assertThat(counted("append.conflicts")).isEqualTo(ATTEMPTS);
    assertThat(counted("command.retries")).isEqualTo(ATTEMPTS - 1);
  }

  @Test
  void meetsItsOwnCopyInTheAppend() {
    CommandRequest<OrderCommand> create = request(CREATE);
    store.beforeNextAppend(() -> rival(create));
    assertThat(handle(create)).isInstanceOf(Accepted.class);
    assertThat(history().last()).isEqualTo(1);
  }

  @Test
  void failsWhileTheStoreIsAway() {
    store.setAway(true);
    assertThatThrownBy(() -> handle(request(CREATE)))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(StoreUnavailableException.class);
  }

  private static OrderCommand newItems(int quantity) {
    return new OrderCommand.UpdateItems(List.of(new OrderItem("tea", quantity, 450)));
  }

  private static CommandRequest<OrderCommand> request(OrderCommand command) {
    return request(command, OptionalLong.empty());
  }

  private static CommandRequest<OrderCommand> request(
      OrderCommand command, OptionalLong expectedVersion) {
    String name = command instanceof OrderCommand.Create ? "create" : "other";
    return new CommandRequest<>(
        ORDER,
        command,
        name,
        "fingerprint",
        expectedVersion,
        new EventMetadata("conversation", UUID.randomUUID(), "me", null, Map.of()));
  }

  private CommandOutcome<Order> handle(CommandRequest<OrderCommand> request) {
    return handler.handle(request).toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private void rival(CommandRequest<OrderCommand> request) {
    rival.handle(request).toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private Slice history() {
    return store.readAfter(ORDER, 0, 1_000).toCompletableFuture().join();
  }

  private double counted(String metric) {
    return registry.get("millrace." + metric).counter().count();
  }
}
