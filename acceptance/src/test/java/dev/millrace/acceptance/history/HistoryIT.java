package dev.millrace.acceptance.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.acceptance.NeedsLocalStack;
import dev.millrace.acceptance.TestSessions;
import dev.millrace.acceptance.history.HistoryClient.Command;
import dev.millrace.cli.conservation.StoredEvents;
import dev.millrace.cli.pipeline.Pipeline;
import dev.millrace.cli.pipeline.ServiceChild;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.OrderEvents;
import dev.millrace.order.domain.OrderEvent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Two instances, many clients, few orders, and a database that is paused and killed. */
@NeedsLocalStack
class HistoryIT {

  private static final int ORDERS = 4;
  private static final int CLIENTS = 12;
  private static final Duration TIME =
      Duration.ofSeconds(Integer.getInteger("millrace.history.seconds", 30));

  @Test
  void everyAnswerIsTrueWhateverBreaks(Pipeline pipeline) throws Exception {
    long seed = Long.getLong("millrace.history.seed", System.nanoTime());
    var random = new Random(seed);
    ServiceChild second =
        Pipeline.commandService(
            pipeline.stack(),
            pipeline.commandService().process().log().resolveSibling("second"),
            0);
    second.start();
    try {
      var client =
          new HistoryClient(
              either(pipeline.commandService(), second, new Random(random.nextLong())));
      List<UUID> orders = create(client);
      List<String> broken =
          run(client, orders, random, new Faults(pipeline.stack(), second, random));
      List<Operation> history = List.copyOf(client.history());
      System.out.println(
          "seed " + seed + ", " + broken.size() + " faults, " + history.size() + " operations");
      assertThat(history).filteredOn(Operation::isAcknowledged).hasSizeGreaterThan(100);
      assertThat(history).filteredOn(Operation::isRefused).isNotEmpty();
      assertThat(HistoryChecker.check(history, stored(pipeline, Set.copyOf(orders))))
          .as("seed %d, faults %s", seed, broken)
          .isEmpty();
    } finally {
      second.process().stop();
    }
  }

  private static Supplier<URI> either(ServiceChild one, ServiceChild other, Random random) {
    return () -> (random.nextBoolean() ? one : other).address();
  }

  private static List<UUID> create(HistoryClient client) throws InterruptedException {
    List<UUID> orders = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      assertThat(client.send(Command.create(UUID.randomUUID(), i + 1))).isEqualTo(201);
    }
    client.history().forEach(operation -> orders.add(operation.order()));
    return orders;
  }

  private static List<String> run(
      HistoryClient client, List<UUID> orders, Random random, Faults faults)
      throws InterruptedException {
    var load = new HistoryLoad(client, orders);
    load.start(CLIENTS, random.nextLong());
    try {
      return faults.inject(TIME);
    } finally {
      load.stop();
    }
  }

  private static List<StoredEvent> stored(Pipeline pipeline, Set<UUID> orders) {
    try (CqlSession session = TestSessions.open(pipeline)) {
      return StoredEvents.read(session).values().stream()
          .flatMap(List::stream)
          .filter(event -> orders.contains(event.aggregate().id()))
          .map(HistoryIT::storedEvent)
          .collect(Collectors.toList());
    }
  }

  private static StoredEvent storedEvent(EncodedEvent encoded) {
    OrderEvent event = OrderEvents.TYPES.decode(encoded).event();
    int quantity =
        event instanceof OrderEvent.Created created
            ? created.items().get(0).quantity()
            : ((OrderEvent.ItemsUpdated) event).items().get(0).quantity();
    return new StoredEvent(
        encoded.aggregate().id(), encoded.sequence(), encoded.metadata().causationId(), quantity);
  }
}
