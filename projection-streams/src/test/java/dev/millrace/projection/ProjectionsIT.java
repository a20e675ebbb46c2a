package dev.millrace.projection;

import static dev.millrace.projection.EventFixtures.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.contract.OrderView;
import dev.millrace.local.LocalStack;
import dev.millrace.local.junit.WithLocalStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events in, rows and views out, whatever happens on the way: nothing is lost or doubled. */
@WithLocalStack
class ProjectionsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static LocalStack stack;
  private static CqlSession session;
  private static EventLog events;
  private static Outcome outcome;

  @TempDir Path state;

  @BeforeAll
  static void open(LocalStack local) {
    stack = local;
    session = LocalSession.open(stack.endpoints(), Duration.ofSeconds(2));
    events = new EventLog(stack.endpoints());
    outcome = new Outcome(events, session);
  }

  @AfterAll
  static void close() {
    events.close();
    session.close();
  }

  @Test
  void restartsAndMovesLoseAndDoubleNothing() {
    List<OrderBatch> batches = List.of(OrderBatch.of(12), OrderBatch.of(12), OrderBatch.of(12));
    try (var first = start("first")) {
      events.send(batches.get(0).records());
      Awaitility.await().atMost(PATIENCE).until(() -> events.committed("order") > 0);
      // The second takes partitions over from the first, and then all of them.
      try (var second = start("second")) {
        events.send(batches.get(1).records());
        Awaitility.await().atMost(PATIENCE).until(second::areRunning);
        first.stop();
        outcome.awaitRows(batches.get(1));
      }
    }
    events.send(batches.get(2).records());
    // Without any local state, which is only a cache of topics.
    try (var third = start("third")) {
      batches.forEach(outcome::awaitRows);
      outcome.awaitCommitted();
      assertThat(third.inFlight("order")).isZero();
    }
    batches.forEach(outcome::requireEveryViewOnce);
  }

  @Test
  void aPausedDatabaseStallsAndNoOffsetGoesAhead() {
    OrderBatch batch = OrderBatch.of(24);
    try (var projections = start("state")) {
      outcome.awaitCommitted();
      long committedBefore = events.committed("order");
      stack.database().process().pause();
      try {
        events.send(batch.records());
        Awaitility.await().atMost(PATIENCE).until(() -> projections.inFlight("order") > 0);
        Awaitility.await()
            .during(Duration.ofSeconds(1))
            .atMost(PATIENCE)
            .until(() -> events.committed("order") == committedBefore);
        // Longer than its transaction lives: what was open is given up and has to be done again.
        Awaitility.await().atMost(PATIENCE).until(() -> !events.isInTransaction("order"));
        assertThat(outcome.views(batch)).isEmpty();
        assertThat(events.committed("order")).isEqualTo(committedBefore);
      } finally {
        stack.database().process().resume();
      }
      outcome.awaitRows(batch);
      outcome.awaitCommitted();
    }
    outcome.requireEveryViewOnce(batch);
  }

  @Test
  void aKilledDatabaseStallsAndNothingIsLost() {
    OrderBatch batch = OrderBatch.of(24);
    try (var projections = start("state")) {
      Awaitility.await().atMost(PATIENCE).until(projections::areRunning);
      List<OrderView> rows = batch.rows();
      events.send(batch.records().subList(0, rows.size()));
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> outcome.row(rows.get(0).orderId()).isPresent());
      stack.database().process().kill();
      events.send(batch.records().subList(rows.size(), batch.records().size()));
      stack.database().start();
      outcome.awaitRows(batch);
      outcome.awaitCommitted();
    }
    outcome.requireEveryViewOnce(batch);
  }

  @Test
  void poisonIsDeadLetteredByEachProjectionAndOthersFlow() {
    OrderBatch batch = OrderBatch.of(4);
    String key = UUID.randomUUID().toString();
    try (var projections = start("state")) {
      Awaitility.await().atMost(PATIENCE).until(projections::areRunning);
      events.send(batch.records());
      var poison = EventFixtures.record(bytes(key), bytes("poison"), 1);
      poison.headers().add("mark", bytes("kept"));
      events.send(List.of(poison));
      OrderBatch after = OrderBatch.of(4);
      events.send(after.records());
      outcome.awaitRows(batch);
      outcome.awaitRows(after);
      outcome.awaitCommitted();
    }
    List<Letter> letters = outcome.letters(key);
    assertThat(letters)
        .extracting(Letter::component)
        .containsExactlyInAnyOrder("order", "orders-by-customer", "orders-by-status");
    assertThat(letters)
        .allSatisfy(
            letter -> {
              assertThat(letter.value()).isEqualTo("poison");
              assertThat(letter.time()).isEqualTo(EventFixtures.NOON);
              assertThat(letter.headers()).containsEntry("mark", "kept");
              assertThat(letter.cause()).isEqualTo("header ce_subject is missing");
              assertThat(letter.coordinates()).matches("order-events-\\d+@\\d+");
            });
  }

  @Test
  void showsItsLagAndWhatItDoes() {
    try (var projections = start("state")) {
      Awaitility.await().atMost(PATIENCE).until(projections::areRunning);
      for (String projection : List.of("order", "orders-by-customer", "orders-by-status")) {
        assertThat(projections.metrics(projection))
            .contains(
                "kafka.consumer.fetch.manager.records.lag.max",
                "millrace.projection.folded",
                "millrace.projection.duplicates",
                "millrace.projection.dead.letters",
                "millrace.projection.parked.aggregates",
                "millrace.projection.redriven",
                "millrace.sink.in.flight",
                "millrace.sink.written",
                "millrace.sink.merged",
                "millrace.sink.retried",
                "millrace.sink.failed",
                "millrace.sink.parked.rows");
      }
    }
  }

  private RunningProjections start(String directory) {
    return RunningProjections.start(stack.endpoints(), session, state.resolve(directory));
  }
}
