package dev.millrace.acceptance.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.acceptance.bridge.LogEraser;
import dev.millrace.cli.conservation.CaptureCounts;
import dev.millrace.cli.demo.CommandClient;
import dev.millrace.cli.demo.CommandClient.Command;
import dev.millrace.cli.demo.DemoLoad;
import dev.millrace.cli.demo.DemoRecorder;
import dev.millrace.contract.Topics;
import dev.millrace.stock.StockAggregate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * What every route from the CDC log to the sequencer has to come to: the public topics have, of
 * each aggregate, exactly the records that the contract makes of its rows in the event store.
 *
 * <p>Not promised: that a route brings every event. What it loses, the sequencer reads from the
 * store; what it brings again, the sequencer drops.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class CaptureConformance {

  private static final int ORDERS = 30;
  private static final int CLIENTS = 6;
  private static final String ORDER =
      """
      {"customerId":"7f1b3c1e-0000-4000-8000-000000000001","currency":"EUR",
       "items":[{"productId":"tea","quantity":1,"unitPriceMinor":350}]}""";

  /** The orders of each load are others: with the same seed, the same ones in the same order. */
  private static final AtomicLong LOADS = new AtomicLong();

  private final long seed = Long.getLong("millrace.route.seed", System.nanoTime());
  private Route route;
  private CqlSession session;
  private Comparison comparison;

  abstract Route start() throws Exception;

  @BeforeAll
  void open() throws Exception {
    System.out.println("seed " + seed);
    route = start();
    session = RouteSessions.open(route.endpoints());
    comparison = new Comparison(route, session);
  }

  @BeforeEach
  void begin() {
    comparison.begin();
  }

  @AfterAll
  void close() {
    comparison.close();
    session.close();
    route.close();
  }

  @Test
  void livesOfOrdersComeAsTheyAreStored() {
    livesComeAsTheyAreStored();
    comparison.awaitBrought();
    // What verify prints.
    assertThat(CaptureCounts.read(route.endpoints().kafka()).get(route.name())).isPositive();
  }

  /** Whichever way they come. */
  void livesComeAsTheyAreStored() {
    lead(done -> {});
    comparison.awaitPublished();
  }

  @Test
  void batchesOfSeveralEventsComeAsTheyAreStored() {
    var stock = new StockRoom(session);
    for (int article = 0; article < 5; article++) {
      UUID id = comparison.add(UUID.randomUUID(), StockAggregate.TOPIC);
      stock.register(id, 5);
      stock.receive(id, IntStream.rangeClosed(1, 20).boxed().toList());
      // Two events, of which the second is not published.
      stock.take(id, 206);
      stock.receive(id, List.of(3, 4, 5));
    }
    comparison.awaitPublished();
    comparison.awaitBrought();
  }

  @Test
  void aCommandThatComesManyTimesIsOneEvent() {
    var client = new CommandClient(route::endpoints);
    var create = new Command("POST", "/orders", ORDER, UUID.randomUUID());
    List<String> places =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> client.send(create).location()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .distinct()
            .toList();
    assertThat(places).hasSize(1);
    UUID order = UUID.fromString(places.get(0).substring("/orders/".length()));
    comparison.add(order, Topics.ORDER_EVENTS.name());
    assertThat(Stored.of(session, order)).hasSize(1);
    comparison.awaitPublished();
    comparison.awaitBrought();
  }

  @Test
  void aRestartUnderLoadChangesNothing() {
    lead(atHalf(route::restart));
    comparison.awaitPublished();
    // It goes on where it was: the store alone would be enough for the topic.
    comparison.awaitBrought();
  }

  @Test
  void aKillUnderLoadChangesNothing() {
    lead(atHalf(route::kill));
    comparison.awaitPublished();
    // It goes on where it was: the store alone would be enough for the topic.
    comparison.awaitBrought();
  }

  @Test
  void whatTheRouteNeverSawComesFromTheStore() {
    var eraser = new LogEraser(session, new Random(seed));
    var erasing = CompletableFuture.runAsync(eraser);
    lead(done -> {});
    eraser.stop();
    erasing.join();
    assertThat(eraser.removed()).as("rows removed from the log").isPositive();
    comparison.awaitPublished();
    assertThat(comparison.missedByRoute()).as("events that the route did not bring").isPositive();
  }

  private void lead(IntConsumer progress) {
    var client = new CommandClient(route::endpoints);
    comparison.addOrdersOf(
        () -> {
          try (var recorder = new DemoRecorder(client)) {
            new DemoLoad(ORDERS, CLIENTS, seed + LOADS.getAndIncrement() * ORDERS)
                .run(client, recorder, progress);
            assertThat(recorder.unexpected()).as("seed %d", seed).isEmpty();
          }
        });
  }

  private static IntConsumer atHalf(Runnable fault) {
    return done -> {
      if (done == ORDERS / 2) {
        fault.run();
      }
    };
  }
}
