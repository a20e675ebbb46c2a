package dev.millrace.projection;

import static dev.millrace.projection.EventFixtures.CONFIRMED;
import static dev.millrace.projection.EventFixtures.CREATED;
import static dev.millrace.projection.EventFixtures.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.contract.OrderView;
import dev.millrace.local.LocalStack;
import dev.millrace.local.junit.WithLocalStack;
import dev.millrace.projection.order.OrderReadModel;
import dev.millrace.projection.sink.ScyllaSinks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build whose code is replaced by one that does not find its state. */
@WithLocalStack
class ChangedCodeIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static LocalStack stack;
  private static CqlSession session;
  private static EventLog events;

  @TempDir Path state;
  private final FragileProjection before = new FragileProjection();
  private final String path = "/projections/" + before.name();
  private final UUID order = UUID.randomUUID();

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

  @Test
  void itStopsAndKeepsItsRowsAndARebuildHasThemAll() {
    events.send(EventFixtures.life(order, CREATED, CONFIRMED));
    try (var running = start(before)) {
      awaitThat(() -> version(1) == 2);
      awaitThat(() -> build(running, 0).path("lagRecords").asLong(-1) == 0);
    }
    try (var running = start(before.withStore("renamed-orders"))) {
      awaitThat(() -> build(running, 0).path("state").asText().equals("STOPPED"));
      assertThat(build(running, 0).path("lastError").asText())
          .contains("had no projection-" + before.name() + "-renamed-orders-changelog")
          .contains("rebuild it");
      events.send(List.of(EventFixtures.record(order, 3, SHIPPED)));
      assertThat(running.api().post(path + "/rebuild").status()).isEqualTo(202);
      awaitThat(() -> version(2) == 3);
      assertThat(version(1)).as("as it was").isEqualTo(2);
      assertThat(build(running, 0).path("parked").asInt(-1)).isZero();
    } finally {
      session.execute("DROP TABLE IF EXISTS " + new Build("order", 2).table("order_read_model"));
    }
  }

  private RunningProjections start(Projection projection) {
    return RunningProjections.start(
        stack.endpoints(), session, List.of(projection), ScyllaSinks.of(session), state);
  }

  private JsonNode build(RunningProjections running, int index) {
    return running.api().get(path).json().path("builds").path(index);
  }

  /** Of the order's row in a build's table. */
  private long version(int build) {
    return new OrderReadModel(session, new Build("order", build))
        .find(order)
        .toCompletableFuture()
        .join()
        .map(OrderView::version)
        .orElse(0L);
  }

  private static void awaitThat(Callable<Boolean> condition) {
    Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(condition);
  }
}
