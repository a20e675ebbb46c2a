package dev.millrace.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import dev.millrace.contract.JsonSerde;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.local.junit.WithLocalStack;
import dev.millrace.projection.sink.ReadTable;
import dev.millrace.projection.sink.ScyllaSinks;
import dev.millrace.projection.sink.Sink;
import dev.millrace.projection.sink.SinkMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows that are written together, on the local database. */
@WithLocalStack
class PartitionBatchesIT {

  private static final ReadTable<Line> LINES =
      new ReadTable<>(
          "batched_lines",
          line -> line.page() + "/" + line.text(),
          Line::version,
          JsonSerde.of(Line.class),
          PartitionBatchesIT::statements);

  private static CqlSession session;

  private final List<Object> requests = new CopyOnWriteArrayList<>();
  private final UUID page = UUID.randomUUID();
  private final UUID otherPage = UUID.randomUUID();

  record Line(UUID page, String text, long version) {}

  @BeforeAll
  static void open(LocalStackEndpoints endpoints) {
    session = LocalSession.open(endpoints, Duration.ofSeconds(20));
    session.execute(
        "CREATE TABLE IF NOT EXISTS millrace.batched_lines"
            + " (page uuid, text text, version bigint, PRIMARY KEY (page, text))");
  }

  @AfterAll
  static void close() {
    session.execute("DROP TABLE IF EXISTS millrace.batched_lines");
    session.close();
  }

  private static Function<Line, List<BoundStatement>> statements(CqlSession session, Build build) {
    var upsert =
        session.prepare(
            SimpleStatement.newInstance(
                    "INSERT INTO millrace.batched_lines (page, text, version)"
                        + " VALUES (:page, :text, :version) USING TIMESTAMP :version")
                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM));
    return line -> List.of(upsert.bind(line.page(), line.text(), line.version(), line.version()));
  }

  @Test
  void rowsOfAPartitionGoInOneRequest() {
    write(List.of(line("a"), new Line(otherPage, "x", 1), line("b"), line("c")));
    assertThat(requests).hasSize(2);
    assertThat(requests)
        .first()
        .isInstanceOfSatisfying(BatchStatement.class, batch -> assertThat(batch).hasSize(3));
    assertThat(read(page)).containsExactly("a", "b", "c");
    assertThat(read(otherPage)).containsExactly("x");
  }

  @Test
  void theBatchHasTheConsistencyOfItsRowsWhichBringNoneAlong() {
    write(List.of(line("a"), line("b")));
    assertThat(requests)
        .singleElement()
        .isInstanceOfSatisfying(
            BatchStatement.class,
            batch -> {
              assertThat(batch.getConsistencyLevel())
                  .isEqualTo(DefaultConsistencyLevel.LOCAL_QUORUM);
              assertThat(batch).map(row -> row.getConsistencyLevel()).containsOnlyNulls();
            });
  }

  @Test
  void manyRowsOfAPartitionAreSeveralRequests() {
    write(IntStream.range(0, 200).mapToObj(i -> line("line " + i)).toList());
    assertThat(requests).hasSize(4);
    assertThat(read(page)).hasSize(200);
  }

  @Test
  void anOlderVersionInABatchChangesNothing() {
    write(List.of(new Line(page, "a", 9), line("b")));
    write(List.of(new Line(page, "a", 8), line("c")));
    long version =
        session
            .execute(
                "SELECT version FROM millrace.batched_lines WHERE page = ? AND text = 'a'", page)
            .one()
            .getLong("version");
    assertThat(version).isEqualTo(9);
  }

  @Test
  void aRowThatTheDatabaseRefusesDoesNotTakeOthersWithIt() {
    var bad = line("x".repeat(70_000));
    List<CompletionStage<Void>> written = start(List.of(line("a"), bad, line("b")));
    await(written.get(0));
    assertThat(catchThrowable(() -> await(written.get(1))))
        .hasCauseInstanceOf(InvalidQueryException.class);
    await(written.get(2));
    assertThat(read(page)).containsExactly("a", "b");
  }

  private Line line(String text) {
    return new Line(page, text, 1);
  }

  private void write(List<Line> lines) {
    start(lines).forEach(PartitionBatchesIT::await);
  }

  private List<CompletionStage<Void>> start(List<Line> lines) {
    var metrics = new SinkMetrics(new SimpleMeterRegistry(), "test");
    Sink<Line> sink = ScyllaSinks.of(watched()).of(new Build("test", 1), metrics).open(LINES);
    return sink.writeAll(lines);
  }

  private static List<String> read(UUID page) {
    return session
        .execute("SELECT text FROM millrace.batched_lines WHERE page = ?", page)
        .all()
        .stream()
        .map(row -> row.getString("text"))
        .toList();
  }

  /** The real session, whose requests are remembered. */
  private CqlSession watched() {
    return (CqlSession)
        Proxy.newProxyInstance(
            CqlSession.class.getClassLoader(),
            new Class<?>[] {CqlSession.class},
            (proxy, method, args) -> {
              if (method.getName().equals("executeAsync")) {
                requests.add(args[0]);
              }
              try {
                return method.invoke(session, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
