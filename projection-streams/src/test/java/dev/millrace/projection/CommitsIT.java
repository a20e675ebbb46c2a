package dev.millrace.projection;

import static dev.millrace.projection.EventFixtures.CREATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contract.OrderView;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.local.junit.WithLocalStack;
import dev.millrace.projection.fold.FoldMetrics;
import dev.millrace.projection.order.OrderProjection;
import dev.millrace.projection.sink.Sink;
import dev.millrace.projection.sink.SinkBarrier;
import dev.millrace.projection.sink.SinkMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.streams.StreamsBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No offset is committed before the writes behind it, on any way to a commit. */
@WithLocalStack
class CommitsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final UUID order = UUID.randomUUID();
  private final LocalStackEndpoints endpoints;
  private final TestProjection projection = new TestProjection();
  private EventLog events;

  @TempDir Path state;

  CommitsIT(LocalStackEndpoints endpoints) {
    this.endpoints = endpoints;
  }

  @BeforeEach
  void open() {
    events = new EventLog(endpoints);
  }

  @AfterEach
  void close() {
    events.close();
  }

  @Test
  void theCommitAtTheIntervalWaits() {
    try (var running = start("state")) {
      long committed = sendOneThatIsNotWritten();
      requireNoCommitAfter(committed);
      projection.complete();
      awaitCommitted(committed + 1);
      assertThat(running.areRunning()).isTrue();
    }
  }

  @Test
  void theCommitAtTheEndWaits() {
    try (var running = start("state")) {
      long committed = sendOneThatIsNotWritten();
      var closing = CompletableFuture.runAsync(running::stop);
      requireNoCommitAfter(committed);
      assertThat(closing).isNotDone();
      projection.complete();
      assertThat(closing).succeedsWithin(PATIENCE);
      assertThat(events.committed(projection.name())).isEqualTo(committed + 1);
    }
  }

  @Test
  void theCommitBeforePartitionsMoveWaits() {
    try (var running = start("first")) {
      long committed = sendOneThatIsNotWritten();
      try (var second = start("second")) {
        requireNoCommitAfter(committed);
        projection.complete();
        Awaitility.await().atMost(PATIENCE).until(second::areRunning);
        awaitCommitted(committed + 1);
        assertThat(projection.written).as("neither instance wrote it again").hasSize(1);
        assertThat(running.areRunning()).isTrue();
      }
    }
  }

  @Test
  void aWriteThatFailedIsDoneAgainByTheNextThread() {
    try (var running = start("state")) {
      long committed = sendOneThatIsNotWritten();
      projection.fail();
      // The thread has died, its successor has got the same event again.
      Awaitility.await().atMost(PATIENCE).until(() -> projection.written.size() == 2);
      assertThat(projection.written.get(1)).isEqualTo(projection.written.get(0));
      assertThat(events.committed(projection.name())).isEqualTo(committed);
      projection.complete();
      awaitCommitted(committed + 1);
      Awaitility.await().atMost(PATIENCE).until(running::areRunning);
    }
  }

  private RunningProjections start(String directory) {
    return RunningProjections.one(
        endpoints, projection, projection.barrier, state.resolve(directory));
  }

  /** Returns the offset that is committed while one write is in flight. */
  private long sendOneThatIsNotWritten() {
    long sent = events.sent();
    awaitCommitted(sent);
    projection.hold();
    events.send(EventFixtures.life(order, CREATED));
    Awaitility.await().atMost(PATIENCE).until(() -> !projection.written.isEmpty());
    return sent;
  }

  private void requireNoCommitAfter(long committed) {
    Awaitility.await()
        .during(Duration.ofMillis(700))
        .atMost(PATIENCE)
        .until(() -> events.committed(projection.name()) == committed);
  }

  private void awaitCommitted(long offset) {
    Awaitility.await().atMost(PATIENCE).until(() -> events.committed(projection.name()) == offset);
  }

  /** The order projection under a name of its own, with a sink that can be held up. */
  private static final class TestProjection implements Projection {

    private final String name = "test-" + UUID.randomUUID();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<OrderView> written = new CopyOnWriteArrayList<>();
    private final SinkBarrier barrier = new SinkBarrier(100, new SinkMetrics(registry, name));
    private volatile boolean held;
    private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    void hold() {
      gate = new CompletableFuture<>();
      held = true;
    }

    void complete() {
      gate.complete(null);
    }

    /** Fails the write in flight and holds up the next one. */
    void fail() {
      var failing = gate;
      gate = new CompletableFuture<>();
      failing.completeExceptionally(new IllegalStateException("injected"));
    }

    private CompletionStage<Void> write(OrderView row) {
      if (held) {
        written.add(row);
      }
      return gate;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void addTo(StreamsBuilder builder, SinkBarrier throughBarrier) {
      Sink<OrderView> sink = this::write;
      new OrderProjection(sink, FoldMetrics.of(registry, name)).addTo(builder, throughBarrier);
    }
  }
}
