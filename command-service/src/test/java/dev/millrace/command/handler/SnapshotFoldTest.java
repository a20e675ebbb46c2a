package dev.millrace.command.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.aggregate.Decision;
import dev.millrace.command.OrderAggregate;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.EventEnvelope;
import dev.millrace.contract.EventMetadata;
import dev.millrace.order.domain.CancellationReason;
import dev.millrace.order.domain.Order;
import dev.millrace.order.domain.OrderCommand;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.order.domain.OrderItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;

/** Whatever an order lived through: from a snapshot and the events after it, it is the same. */
class SnapshotFoldTest {

  private static final UUID ORDER = UUID.randomUUID();
  private static final CancellationReason.Code[] CODES = CancellationReason.Code.values();

  private final long seed = Long.getLong("millrace.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final AggregateFold<OrderCommand, Order, OrderEvent> fold =
      new AggregateFold<>(OrderAggregate.DEFINITION);
  private final SnapshotCodec<Order> codec =
      new SnapshotCodec<>(OrderAggregate.DEFINITION, new SnapshotMetrics(Handlers.registry()));

  @RepeatedTest(100)
  void aSnapshotAnywhereChangesNothing() {
    List<EventEnvelope<OrderEvent>> events = life();
    for (int at = 1; at <= events.size(); at++) {
      Folded<Order> before = foldFrom(fold.nothing(), events.subList(0, at));
      Folded<Order> restored = codec.read(codec.write(ORDER, before)).orElseThrow();
      assertThat(foldFrom(restored, events.subList(at, events.size())))
          .as("seed %d, snapshot at %d", seed, at)
          .isEqualTo(foldFrom(fold.nothing(), events));
    }
  }

  private Folded<Order> foldFrom(Folded<Order> from, List<EventEnvelope<OrderEvent>> events) {
    Folded<Order> folded = from;
    for (var event : events) {
      folded = fold.next(folded, event);
    }
    return folded;
  }

  /** The events of random commands, the forbidden ones left out. */
  private List<EventEnvelope<OrderEvent>> life() {
    List<EventEnvelope<OrderEvent>> events = new ArrayList<>();
    Folded<Order> folded = fold.nothing();
    for (int i = 0; i < 30; i++) {
      OrderCommand command = i == 0 ? create() : command();
      Decision<OrderEvent> decision =
          OrderAggregate.DEFINITION.decider().decide(folded.state(), command);
      if (decision instanceof Decision.Accepted<OrderEvent> accepted) {
        var event = envelope(folded.version() + 1, accepted.events().get(0));
        events.add(event);
        folded = fold.next(folded, event);
      }
    }
    return events;
  }

  private OrderCommand create() {
    return new OrderCommand.Create(new UUID(random.nextLong(), 7), "EUR", items());
  }

  private OrderCommand command() {
    return switch (random.nextInt(12)) {
      case 0 -> new OrderCommand.Confirm();
      case 1 -> new OrderCommand.Ship(text(), text());
      case 2 -> new OrderCommand.Deliver(text());
      case 3 ->
          new OrderCommand.Cancel(
              new CancellationReason(CODES[random.nextInt(CODES.length)], text()), text());
      default -> new OrderCommand.UpdateItems(items());
    };
  }

  private List<OrderItem> items() {
    List<OrderItem> items = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      items.add(new OrderItem(i + text(), 1 + random.nextInt(10_000), random.nextInt(1 << 20)));
    }
    return items;
  }

  private String text() {
    return "\"é€😀\\ " + random.nextInt();
  }

  private static EventEnvelope<OrderEvent> envelope(long sequence, OrderEvent event) {
    return new EventEnvelope<>(
        UUID.randomUUID(),
        new AggregateId("order", ORDER),
        sequence,
        Instant.ofEpochMilli(1_700_000_000_000L + sequence),
        new EventMetadata("conversation", UUID.randomUUID(), null, null, Map.of()),
        event);
  }
}
