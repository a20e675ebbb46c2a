package dev.millrace.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.local.LocalStack;
import dev.millrace.local.junit.WithLocalStack;
import dev.millrace.projection.backfill.BackfillState;
import dev.millrace.projection.backfill.RowCounts;
import dev.millrace.projection.sink.ReadTable;
import dev.millrace.projection.sink.Sink;
import dev.millrace.projection.sink.Sinks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds whose topic no longer has all events, and the event store, which has. */
@WithLocalStack
class BackfillIT {

  private static LocalStack stack;
  private static CqlSession session;
  private static EventLog events;

  @TempDir Path state;
  private BackfillFixture given;
  private OrderBatch orders;
  private History history;

  @BeforeAll
  static void open(LocalStack local) {
    stack = local;
    session = LocalSession.open(stack.endpoints(), Duration.ofSeconds(20));
    events = new EventLog(stack.endpoints());
  }

  @AfterAll
  static void close() {
    events.close();
    session.close();
  }

  @BeforeEach
  void store() {
    given = new BackfillFixture(stack.endpoints(), session, events, state);
    orders = given.orders;
    history = given.history;
  }

  @Test
  void whatTheTopicNoLongerHasComesFromTheEventStore() throws InterruptedException {
    history.publish(orders.records());
    history.forget();
    // They began when the topic had begun: it has them, or will have.
    history.store(OrderBatch.of(3), Duration.ofHours(2));
    try (var running = given.start()) {
      given.awaitRows(orders);
      given.awaitNothingParked(running);
      assertThat(given.awaitFinished().counts().events()).isEqualTo(orders.records().size());
      assertThat(given.status(running).path("backfillPercent").asDouble()).isEqualTo(100);
    }
  }

  @Test
  void aTopicThatHasEverythingNeedsNothing() {
    history.publish(orders.records());
    try (var running = given.start()) {
      given.awaitRows(orders);
      assertThat(given.awaitFinished())
          .isEqualTo(new BackfillState(null, Long.MIN_VALUE, true, new RowCounts(0, 0, 0), null));
      given.awaitNothingParked(running);
    }
  }

  @Test
  void whatExpiredUnreadComesWhenItIsAskedFor() {
    var records = orders.records();
    // The second event of an order that has more of them.
    UUID holed = orders.lives().keySet().iterator().next();
    var lost = EventFixtures.record(holed, 2, orders.lives().get(holed).get(1));
    history.publish(records.stream().filter(r -> !isSame(r, lost)).toList());
    try (var running = given.start()) {
      given.awaitFinished();
      Awaitility.await()
          .atMost(BackfillFixture.PATIENCE)
          .until(() -> given.status(running).path("parked").asInt() == 1);
      assertThat(running.api().post(given.path() + "/backfill").status()).isEqualTo(202);
      given.awaitRows(orders);
      given.awaitNothingParked(running);
      assertThat(given.awaitFinished().counts().events()).isGreaterThanOrEqualTo(records.size());
    }
  }

  private static boolean isSame(
      ProducerRecord<byte[], byte[]> one, ProducerRecord<byte[], byte[]> other) {
    return Arrays.equals(one.key(), other.key()) && one.timestamp().equals(other.timestamp());
  }

  @Test
  void anInterruptedOneGoesOnWhereItWas() {
    List<UUID> byToken =
        orders.lives().keySet().stream().sorted(Comparator.comparing(history::token)).toList();
    long position = history.token(byToken.get(5));
    session.execute(
        SimpleStatement.newInstance(
            "INSERT INTO millrace.projection_backfills (name, requested_at, serves, position,"
                + " finished, events, unusable) VALUES (?, 1, 1, ?, false, 0, 0)",
            given.projection.name(),
            position));
    var rest = new OrderBatch(orders.customer(), new HashMap<>(orders.lives()));
    rest.lives().keySet().removeAll(byToken.subList(0, 6));
    try (var running = given.start()) {
      given.awaitRows(rest);
      assertThat(given.awaitFinished().counts().events()).isEqualTo(rest.records().size());
      assertThat(given.rows()).as("nothing of those before").hasSize(6);
      given.awaitNothingParked(running);
    }
  }

  @Test
  void aBuildServesOnlyWhenItHasReadAllThatWasSent() throws InterruptedException {
    history.publish(orders.records());
    history.forget();
    var gate = new CompletableFuture<Void>();
    Sinks held = held(gate);
    try (var running = given.start((build, metrics) -> build.number() == 2 ? held : given.sinks)) {
      given.awaitRows(orders);
      given.awaitFinished();
      assertThat(running.api().post(given.path() + "/rebuild").status()).isEqualTo(202);
      given.awaitFinished(new Build(given.projection.name(), 2));
      var refused = running.api().post(given.path() + "/serve?build=2&maxLagSeconds=100000000");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text("detail")).contains("still gets events from the event store");
      gate.complete(null);
      Awaitility.await()
          .atMost(BackfillFixture.PATIENCE)
          .until(
              () ->
                  running
                          .api()
                          .post(given.path() + "/serve?build=2&maxLagSeconds=100000000")
                          .status()
                      == 202);
    }
  }

  /** Rows are durable when the gate is open. */
  private static Sinks held(CompletableFuture<Void> gate) {
    return new Sinks() {
      @Override
      public <R> Sink<R> open(ReadTable<R> table) {
        return row -> gate;
      }
    };
  }
}
