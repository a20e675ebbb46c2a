package dev.millrace.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.contract.OrderView;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.projection.backfill.BackfillRegister;
import dev.millrace.projection.backfill.BackfillState;
import dev.millrace.projection.order.OrderReadModel;
import dev.millrace.projection.sink.RecordingSinks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A projection over a topic that forgets, and what is to be seen of how it is filled up. */
final class BackfillFixture {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  final OrderBatch orders = OrderBatch.of(12);
  final RecordingSinks sinks = new RecordingSinks();
  final History history;
  final FragileProjection projection;
  private final LocalStackEndpoints endpoints;
  private final CqlSession session;
  private final Path state;

  /** One whose event store has the orders, which were not published yet. */
  BackfillFixture(LocalStackEndpoints endpoints, CqlSession session, EventLog events, Path state) {
    this.endpoints = endpoints;
    this.session = session;
    this.state = state;
    history = new History(endpoints, session, events);
    projection = new FragileProjection(history.topic());
    history.store(orders);
  }

  /** An instance that runs the projection. */
  RunningProjections start() {
    return start((build, metrics) -> sinks);
  }

  RunningProjections start(BuildParts.SinksOfBuild sinksOfBuild) {
    var running =
        RunningProjections.start(
            endpoints,
            session,
            List.of(projection),
            sinksOfBuild,
            state.resolve(UUID.randomUUID().toString()));
    Awaitility.await().atMost(PATIENCE).until(running::areRunning);
    return running;
  }

  String path() {
    return "/projections/" + projection.name();
  }

  /** What an instance says of the first build. */
  JsonNode status(RunningProjections running) {
    return running.api().get(path()).json().path("builds").path(0);
  }

  void awaitNothingParked(RunningProjections running) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(status(running).path("parked").asInt()).isZero());
  }

  void awaitRows(OrderBatch expected) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(rows()).containsAllEntriesOf(byId(expected)));
  }

  Map<UUID, OrderView> rows() {
    Map<UUID, OrderView> newest = new HashMap<>();
    sinks.rows(OrderReadModel.ROWS).forEach(row -> newest.put(row.orderId(), row));
    return newest;
  }

  private static Map<UUID, OrderView> byId(OrderBatch batch) {
    Map<UUID, OrderView> rows = new HashMap<>();
    batch.rows().forEach(row -> rows.put(row.orderId(), row));
    return rows;
  }

  BackfillState awaitFinished() {
    return awaitFinished(Build.first(projection.name()));
  }

  BackfillState awaitFinished(Build build) {
    var register = new BackfillRegister(session);
    Awaitility.await().atMost(PATIENCE).until(() -> register.find(build).finished());
    return register.find(build);
  }
}
