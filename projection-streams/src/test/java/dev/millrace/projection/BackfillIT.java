package dev.millrace.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.contract.OrderView;
import dev.millrace.local.LocalStack;
import dev.millrace.local.junit.WithLocalStack;
import dev.millrace.projection.backfill.BackfillRegister;
import dev.millrace.projection.backfill.BackfillState;
import dev.millrace.projection.order.OrderReadModel;
import dev.millrace.projection.sink.ReadTable;
import dev.millrace.projection.sink.RecordingSinks;
import dev.millrace.projection.sink.Sink;
import dev.millrace.projection.sink.Sinks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static LocalStack stack;
  private static CqlSession session;
  private static EventLog events;

  @TempDir Path state;
  private final RecordingSinks sinks = new RecordingSinks();
  private final OrderBatch orders = OrderBatch.of(12);
  private History history;
  private FragileProjection projection;

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
    history = new History(stack.endpoints(), session, events);
    projection = new FragileProjection(history.topic());
    history.store(orders);
  }

  @Test
  void whatTheTopicNoLongerHasComesFromTheEventStore() throws InterruptedException {
    history.publish(orders.records());
    history.forget();
    // They began when the topic had begun: it has them, or will have.
    history.store(OrderBatch.of(3), Duration.ofHours(2));
    try (var running = start()) {
      awaitRows(orders);
      awaitNothingParked(running);
      assertThat(awaitFinished().events()).isEqualTo(orders.records().size());
      assertThat(status(running).path("backfillPercent").asDouble()).isEqualTo(100);
    }
  }

  @Test
  void aTopicThatHasEverythingNeedsNothing() {
    history.publish(orders.records());
    try (var running = start()) {
      awaitRows(orders);
      assertThat(awaitFinished()).isEqualTo(new BackfillState(null, Long.MIN_VALUE, true, 0, 0));
      awaitNothingParked(running);
    }
  }

  @Test
  void whatExpiredUnreadComesWhenItIsAskedFor() {
    var records = orders.records();
    // The second event of an order that has more of them.
    UUID holed = orders.lives().keySet().iterator().next();
    var lost = EventFixtures.record(holed, 2, orders.lives().get(holed).get(1));
    history.publish(records.stream().filter(r -> !isSame(r, lost)).toList());
    try (var running = start()) {
      awaitFinished();
      Awaitility.await().atMost(PATIENCE).until(() -> status(running).path("parked").asInt() == 1);
      assertThat(running.api().post(path() + "/backfill").status()).isEqualTo(202);
      awaitRows(orders);
      awaitNothingParked(running);
      assertThat(awaitFinished().events()).isGreaterThanOrEqualTo(records.size());
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
            projection.name(),
            position));
    var rest = new OrderBatch(orders.customer(), new HashMap<>(orders.lives()));
    rest.lives().keySet().removeAll(byToken.subList(0, 6));
    try (var running = start()) {
      awaitRows(rest);
      assertThat(awaitFinished().events()).isEqualTo(rest.records().size());
      assertThat(rows()).as("nothing of those before").hasSize(6);
      awaitNothingParked(running);
    }
  }

  @Test
  void aBuildServesOnlyWhenItHasReadAllThatWasSent() throws InterruptedException {
    history.publish(orders.records());
    history.forget();
    var gate = new CompletableFuture<Void>();
    Sinks held = held(gate);
    try (var running = start((build, metrics) -> build.number() == 2 ? held : sinks)) {
      awaitRows(orders);
      awaitFinished();
      assertThat(running.api().post(path() + "/rebuild").status()).isEqualTo(202);
      awaitFinished(new Build(projection.name(), 2));
      var refused = running.api().post(path() + "/serve?build=2&maxLagSeconds=100000000");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text("detail")).contains("still gets events from the event store");
      gate.complete(null);
      Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () ->
                  running.api().post(path() + "/serve?build=2&maxLagSeconds=100000000").status()
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

  private RunningProjections start() {
    return start((build, metrics) -> sinks);
  }

  private RunningProjections start(BuildParts.SinksOfBuild sinksOfBuild) {
    var running =
        RunningProjections.start(
            stack.endpoints(),
            session,
            List.of(projection),
            sinksOfBuild,
            state.resolve(UUID.randomUUID().toString()));
    Awaitility.await().atMost(PATIENCE).until(running::areRunning);
    return running;
  }

  private String path() {
    return "/projections/" + projection.name();
  }

  private JsonNode status(RunningProjections running) {
    return running.api().get(path()).json().path("builds").path(0);
  }

  private void awaitNothingParked(RunningProjections running) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(status(running).path("parked").asInt()).isZero());
  }

  private void awaitRows(OrderBatch expected) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(rows()).containsAllEntriesOf(byId(expected)));
  }

  private Map<UUID, OrderView> rows() {
    Map<UUID, OrderView> newest = new HashMap<>();
    sinks.rows(OrderReadModel.ROWS).forEach(row -> newest.put(row.orderId(), row));
    return newest;
  }

  private static Map<UUID, OrderView> byId(OrderBatch batch) {
    Map<UUID, OrderView> rows = new HashMap<>();
    batch.rows().forEach(row -> rows.put(row.orderId(), row));
    return rows;
  }

  private BackfillState awaitFinished() {
    return awaitFinished(Build.first(projection.name()));
  }

  private static BackfillState awaitFinished(Build build) {
    var register = new BackfillRegister(session);
    Awaitility.await().atMost(PATIENCE).until(() -> register.find(build).finished());
    return register.find(build);
  }
}
