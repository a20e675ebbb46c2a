package dev.millrace.projection;

import static dev.millrace.projection.EventFixtures.CREATED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.contract.Topic;
import dev.millrace.contract.Topics;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.local.junit.WithLocalStack;
import dev.millrace.projection.manage.RedriveRegister;
import dev.millrace.projection.order.OrderProjection;
import dev.millrace.projection.query.QuerySettings;
import dev.millrace.projection.sink.ReadTable;
import dev.millrace.projection.sink.Sink;
import dev.millrace.projection.sink.Sinks;
import io.javalin.config.RoutesConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
  private CqlSession session;

  @TempDir Path state;

  CommitsIT(LocalStackEndpoints endpoints) {
    this.endpoints = endpoints;
  }

  @BeforeEach
  void open() {
    events = new EventLog(endpoints);
    session = LocalSession.open(endpoints, Duration.ofSeconds(20));
  }

  @AfterEach
  void close() {
    events.close();
    session.close();
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
  void aRowThatIsRefusedIsParkedByTheNextThreadAndWrittenByARedrive() {
    try (var running = start("state")) {
      long committed = sendOneThatIsNotWritten();
      projection.fail();
      // The thread has died, its successor has got the same event again and parked its row.
      awaitCommitted(committed + 1);
      assertThat(projection.written).hasSize(1);
      Awaitility.await().atMost(PATIENCE).until(() -> parkedRows(running) == 1);
      assertThat(events.read(projection.name() + "-parked"))
          .singleElement()
          .satisfies(record -> assertThat(new String(record.key(), UTF_8)).endsWith("/" + order));
      new RedriveRegister(session).request(Build.first(projection.name()), null);
      projection.complete();
      Awaitility.await().atMost(PATIENCE).until(() -> projection.written.size() == 2);
      assertThat(projection.written.get(1)).isEqualTo(projection.written.get(0));
      Awaitility.await().atMost(PATIENCE).until(() -> parkedRows(running) == 0);
      Awaitility.await().atMost(PATIENCE).until(running::areRunning);
    }
  }

  private double parkedRows(RunningProjections running) {
    return running.value("millrace.sink.parked.rows", projection.name());
  }

  private RunningProjections start(String directory) {
    return RunningProjections.start(
        endpoints,
        session,
        List.of(projection),
        (build, metrics) -> projection.sinks(),
        state.resolve(directory));
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
    private final List<Object> written = new CopyOnWriteArrayList<>();
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

    Sinks sinks() {
      return new Sinks() {
        @Override
        public <R> Sink<R> open(ReadTable<R> table) {
          return row -> {
            if (held) {
              written.add(row);
            }
            return gate;
          };
        }
      };
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public Topic<String, byte[]> source() {
      return Topics.ORDER_EVENTS;
    }

    @Override
    public List<String> tables() {
      return List.of();
    }

    @Override
    public void addTo(StreamsBuilder builder, BuildParts parts) {
      new OrderProjection(new QuerySettings(Duration.ZERO, Duration.ZERO)).addTo(builder, parts);
    }

    @Override
    public void addTo(RoutesConfig routes, ReadSide reads) {}
  }
}
