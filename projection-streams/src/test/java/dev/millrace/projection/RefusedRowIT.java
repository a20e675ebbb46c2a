package dev.millrace.projection;

import static dev.millrace.projection.EventFixtures.CONFIRMED;
import static dev.millrace.projection.EventFixtures.CREATED;
import static dev.millrace.projection.EventFixtures.life;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.contract.OrderView;
import dev.millrace.contract.Topic;
import dev.millrace.contract.Topics;
import dev.millrace.local.LocalStack;
import dev.millrace.local.junit.WithLocalStack;
import dev.millrace.projection.manage.BuildRegister;
import dev.millrace.projection.order.OrderFold;
import dev.millrace.projection.sink.ReadTable;
import dev.millrace.projection.sink.ScyllaSinks;
import io.javalin.config.RoutesConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.streams.StreamsBuilder;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row that the real database refuses waits until its table is mended, and is written then. */
@WithLocalStack
class RefusedRowIT {

  private final UUID order = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private final String table = "mended_" + UUID.randomUUID().toString().replace("-", "");
  private LocalStack stack;
  private CqlSession session;
  private EventLog events;

  @TempDir Path state;

  @BeforeEach
  void open(LocalStack local) {
    stack = local;
    session = LocalSession.open(stack.endpoints(), Duration.ofSeconds(20));
    events = new EventLog(stack.endpoints());
    createTable();
  }

  @AfterEach
  void close() {
    session.execute("DROP TABLE IF EXISTS millrace." + table);
    events.close();
    session.close();
  }

  @Test
  void itIsParkedUntilTheTableIsMendedAndWrittenByARedrive() {
    var history = new History(stack.endpoints(), session, events);
    var projection = new OneTable(history.topic());
    try (var running = start(projection)) {
      history.publish(life(other, CREATED));
      await().until(() -> version(other) == 1);

      session.execute("DROP TABLE millrace." + table);
      history.publish(life(order, CREATED));
      String path = "/projections/" + projection.name() + "/parked";
      await().until(() -> running.api().get(path).json().size() == 1);
      JsonNode parked = running.api().get(path).json().path(0);
      assertThat(parked.path("id").asText()).isEqualTo(table + "/" + order);
      assertThat(parked.path("cause").asText())
          .startsWith("row refused: ")
          .contains("InvalidQueryException")
          .contains(table);
      history.publish(List.of(EventFixtures.record(order, 2, CONFIRMED)));
      await().until(() -> running.count("millrace.projection.folded", projection.name()) >= 3);
      assertThat(running.value("millrace.sink.parked.rows", projection.name())).isEqualTo(1);

      createTable();
      assertThat(version(order)).isZero();
      new BuildRegister(session).redrive(Build.first(projection.name()), null);
      await().until(() -> version(order) == 2);
      await().until(() -> running.api().get(path).json().isEmpty());
      assertThat(running.value("millrace.sink.parked.rows", projection.name())).isZero();
      history.publish(List.of(EventFixtures.record(other, 2, CONFIRMED)));
      await().until(() -> version(other) == 2);
      assertThat(running.areRunning()).isTrue();
    }
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }

  private void createTable() {
    session.execute(
        "CREATE TABLE millrace." + table + " (order_id uuid PRIMARY KEY, version bigint)");
  }

  private long version(UUID id) {
    Row row =
        session
            .execute(
                SimpleStatement.newInstance(
                    "SELECT version FROM millrace." + table + " WHERE order_id = ?", id))
            .one();
    return row == null ? 0 : row.getLong("version");
  }

  private RunningProjections start(Projection projection) {
    return RunningProjections.start(
        stack.endpoints(), session, List.of(projection), ScyllaSinks.of(session), state);
  }

  /** Writes the version of every order to the table of this test. */
  private final class OneTable implements Projection {

    private final String name = "refused-" + UUID.randomUUID();
    private final Topic<String, byte[]> source;

    OneTable(Topic<String, byte[]> source) {
      this.source = source;
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
      return source;
    }

    @Override
    public List<String> tables() {
      return List.of();
    }

    @Override
    public void addTo(StreamsBuilder builder, BuildParts parts) {
      ReadTable<OrderView> rows =
          new ReadTable<>(
              table,
              view -> view.orderId().toString(),
              OrderView::version,
              Topics.ORDER_VIEWS.value(),
              (database, build) -> {
                PreparedStatement insert =
                    database.prepare(
                        "INSERT INTO millrace."
                            + table
                            + " (order_id, version) VALUES (?, ?) USING TIMESTAMP ?");
                return view -> List.of(insert.bind(view.orderId(), view.version(), view.version()));
              });
      parts.write(builder, parts.views(builder, source(), OrderFold.FOLD, "folded-orders"), rows);
    }

    @Override
    public void addTo(RoutesConfig routes, ReadSide reads) {}
  }
}
