package dev.millrace.projection;

import static dev.millrace.projection.EventFixtures.CONFIRMED;
import static dev.millrace.projection.EventFixtures.CREATED;
import static dev.millrace.projection.EventFixtures.SHIPPED;
import static dev.millrace.projection.EventFixtures.life;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.millrace.local.LocalStack;
import dev.millrace.local.junit.WithLocalStack;
import dev.millrace.projection.customer.CustomerReadModel;
import dev.millrace.projection.query.QueryClient;
import dev.millrace.projection.query.QueryClient.Answer;
import dev.millrace.projection.sink.ScyllaSinks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projections as an operator handles them, by HTTP. */
@WithLocalStack
class OperationsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CUSTOMERS = "/projections/orders-by-customer";

  private static LocalStack stack;
  private static CqlSession session;
  private static EventLog events;
  private static Outcome outcome;

  @TempDir Path state;

  @BeforeAll
  static void open(LocalStack local) {
    stack = local;
    session = LocalSession.open(stack.endpoints(), Duration.ofSeconds(20));
    events = new EventLog(stack.endpoints());
    outcome = new Outcome(events, session);
  }

  @AfterAll
  static void close() {
    events.close();
    session.close();
  }

  @Test
  void aDifferenceIsFoundAndNamed() {
    OrderBatch batch = OrderBatch.of(2);
    try (var running = start("state")) {
      send(batch);
      QueryClient api = running.api();
      awaitServing(running);
      int build = accepted(api.post(CUSTOMERS + "/rebuild")).path("build").asInt();
      var other = new Build("orders-by-customer", build);
      awaitSummary(other, batch);
      session.execute(
          "INSERT INTO %s (customer_id, version, orders_by_status) VALUES (%s, 99, '{}') USING TIMESTAMP 99"
              .formatted(other.table("customer_summary"), batch.customer()));
      session.execute(
          "DELETE FROM %s WHERE customer_id = %s"
              .formatted(other.table("orders_by_customer"), batch.customer()));
      JsonNode tables = compare(api, build).path("tables");
      assertThat(tables.get(0).path("missing").asInt()).isEqualTo(2);
      assertThat(tables.get(1).path("different").asInt()).isEqualTo(1);
      assertThat(tables.get(1).path("examples").get(0).asText())
          .startsWith("customer_id=" + batch.customer())
          .contains("-> 99");
      drop(running, build);
    }
  }

  @Test
  void anInterruptedRebuildGoesOn() {
    OrderBatch batch = OrderBatch.of(12);
    int build;
    try (var first = start("first")) {
      awaitServing(first);
      build = accepted(first.api().post(CUSTOMERS + "/rebuild")).path("build").asInt();
    }
    send(batch);
    // Another instance, without the first one's state.
    try (var second = start("second")) {
      awaitServing(second);
      awaitSummary(new Build("orders-by-customer", build), batch);
      compareEqual(second.api(), build);
      drop(second, build);
    }
  }

  @Test
  void aPausedBuildReadsNothingAlsoAfterARestartAndThenGoesOn() {
    OrderBatch batch = OrderBatch.of(4);
    try (var running = start("state")) {
      awaitServing(running);
      accepted(running.api().post(CUSTOMERS + "/pause"));
      awaitState(running.api(), CUSTOMERS, 1, "PAUSED");
      send(batch);
      Awaitility.await().atMost(PATIENCE).until(() -> lag(running.api(), 1) > 0);
    }
    try (var again = start("state")) {
      awaitState(again.api(), CUSTOMERS, 1, "PAUSED");
      // The others have read it, this one has not.
      Awaitility.await().atMost(PATIENCE).until(() -> allOrders(batch));
      assertThat(lag(again.api(), 1)).isPositive();
      accepted(again.api().post(CUSTOMERS + "/resume"));
      outcome.awaitRows(batch);
      Awaitility.await().atMost(PATIENCE).until(() -> lag(again.api(), 1) == 0);
    }
  }

  @Test
  void whatTheCodeCannotFoldIsParkedAndRedrivenOnceItCan() {
    var fragile = new FragileProjection();
    UUID poisoned = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    fragile.cannotFold(poisoned);
    try (var running = start(List.of(fragile))) {
      awaitServing(running);
      QueryClient api = running.api();
      String path = "/projections/" + fragile.name();
      events.send(life(poisoned, CREATED, CONFIRMED, SHIPPED));
      events.send(life(other, CREATED, CONFIRMED));
      Awaitility.await().atMost(PATIENCE).until(() -> version(other) == 2);
      Awaitility.await().atMost(PATIENCE).until(() -> api.get(path + "/parked").json().size() == 1);
      JsonNode waiting = api.get(path + "/parked").json().get(0);
      assertThat(waiting.path("id").asText()).isEqualTo(poisoned.toString());
      assertThat(waiting.path("firstSequence").asInt()).isEqualTo(2);
      assertThat(waiting.path("records").asInt()).isEqualTo(2);
      assertThat(waiting.path("cause").asText()).isEqualTo("injected");
      assertThat(waiting.path("wouldFold").asInt()).isZero();
      assertThat(build(api, path, 1).path("parked").asInt()).isEqualTo(1);

      fragile.cannotFold(new UUID(0, 0));
      JsonNode dry = api.post(path + "/redrive?dryRun=true&aggregate=" + poisoned).json().get(0);
      assertThat(dry.path("wouldFold").asInt()).isEqualTo(2);
      assertThat(version(poisoned)).isEqualTo(1);
      accepted(api.post(path + "/redrive?aggregate=" + poisoned));
      Awaitility.await().atMost(PATIENCE).until(() -> version(poisoned) == 3);
      Awaitility.await().atMost(PATIENCE).until(() -> api.get(path + "/parked").json().isEmpty());
    }
  }

  @Test
  void aBuildThatFailsAgainAndAgainIsStoppedAndOthersGoOn() {
    var fragile = new FragileProjection();
    var healthy = new FragileProjection();
    try (var running = start(List.of(fragile, healthy))) {
      awaitServing(running);
      QueryClient api = running.api();
      fragile.dying(true);
      UUID order = UUID.randomUUID();
      events.send(life(order, CREATED));
      String path = "/projections/" + fragile.name();
      awaitState(api, path, 1, "STOPPED");
      assertThat(build(api, path, 1).path("lastError").asText()).contains("injected");
      assertThat(running.haveStarted()).as("queries are answered").isTrue();
      assertThat(build(api, "/projections/" + healthy.name(), 1).path("state").asText())
          .isEqualTo("RUNNING");
      assertThat(version(order)).isEqualTo(1);
      fragile.dying(false);
      accepted(api.post(path + "/resume"));
      awaitState(api, path, 1, "RUNNING");
    }
  }

  @Test
  void aBuildThatAnotherInstanceRemovedUnnoticedEndsHereAsWell() {
    var fragile = new FragileProjection();
    var build = Build.first(fragile.name());
    try (var running = start(List.of(fragile))) {
      awaitServing(running);
      assertThat(running.metrics(build.name())).contains("millrace.projection.stopped");
      assertThat(state.resolve(build.applicationId())).exists();
      session.execute(
          "DELETE FROM millrace.projections WHERE name = '%s' AND build = 1"
              .formatted(fragile.name()));
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(running.metrics(build.name())).isEmpty();
                assertThat(state.resolve(build.applicationId())).doesNotExist();
              });
    }
  }

  @Test
  void wrongCommandsAreRefusedWithWhatIsWrong() {
    try (var running = start("state")) {
      awaitServing(running);
      QueryClient api = running.api();
      assertThat(api.get("/projections/nobody").status()).isEqualTo(404);
      assertThat(api.post("/projections/nobody/pause").text("detail"))
          .isEqualTo("there is no projection nobody");
      assertThat(api.post(CUSTOMERS + "/pause?build=77").text("detail"))
          .isEqualTo("orders-by-customer has no build 77");
      assertThat(api.post(CUSTOMERS + "/pause?build=x").status()).isEqualTo(400);
      assertThat(api.post(CUSTOMERS + "/serve").text("field")).isEqualTo("build");
      assertThat(api.post(CUSTOMERS + "/serve?build=1").status()).isEqualTo(409);
      assertThat(api.post(CUSTOMERS + "/drop?build=1").text("detail"))
          .contains("serves; let another one serve first");
      assertThat(api.post(CUSTOMERS + "/compare?build=1").status()).isEqualTo(409);
      Answer notDry = api.post(CUSTOMERS + "/redrive?dryRun=1");
      assertThat(notDry.status()).isEqualTo(400);
      assertThat(notDry.text("field")).isEqualTo("dryRun");
      assertThat(notDry.text("detail")).isEqualTo("dryRun must be true or false, got \"1\"");
    }
  }

  private static OrderBatch send(OrderBatch batch) {
    events.send(batch.records());
    return batch;
  }

  private RunningProjections start(String directory) {
    return RunningProjections.start(stack.endpoints(), session, state.resolve(directory));
  }

  private RunningProjections start(List<Projection> projections) {
    return RunningProjections.start(
        stack.endpoints(), session, projections, ScyllaSinks.of(session), state);
  }

  private static void awaitServing(RunningProjections running) {
    Awaitility.await().atMost(PATIENCE).until(running::areRunning);
  }

  private static JsonNode accepted(Answer answer) {
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(202);
    return answer.json();
  }

  private static void awaitState(QueryClient api, String path, int build, String wanted) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> build(api, path, build).path("state").asText().equals(wanted));
  }

  private static JsonNode build(QueryClient api, String path, int number) {
    for (JsonNode build : api.get(path).json().path("builds")) {
      if (build.path("build").asInt() == number) {
        return build;
      }
    }
    return MissingNode.getInstance();
  }

  private static long lag(QueryClient api, int build) {
    return build(api, CUSTOMERS, build).path("lagRecords").asLong(-1);
  }

  private static void awaitSummary(Build build, OrderBatch batch) {
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                new CustomerReadModel(session, build)
                    .summary(batch.customer())
                    .toCompletableFuture()
                    .join()
                    .filter(summary -> summary.version() == batch.records().size())
                    .isPresent());
  }

  private static boolean allOrders(OrderBatch batch) {
    return batch.rows().stream()
        .allMatch(row -> outcome.row(row.orderId()).equals(Optional.of(row)));
  }

  private static long version(UUID order) {
    return outcome.row(order).map(view -> view.version()).orElse(0L);
  }

  private static void compareEqual(QueryClient api, int build) {
    for (JsonNode table : compare(api, build).path("tables")) {
      assertThat(table.path("equal").asLong()).isPositive();
      assertThat(table.path("examples")).isEmpty();
    }
  }

  private static JsonNode compare(QueryClient api, int build) {
    accepted(api.post(CUSTOMERS + "/compare?build=" + build));
    String path = CUSTOMERS + "/comparison?build=" + build;
    Awaitility.await().atMost(PATIENCE).until(() -> !api.get(path).text("state").equals("RUNNING"));
    JsonNode result = api.get(path).json();
    assertThat(result.path("state").asText()).as(result.toString()).isEqualTo("DONE");
    return result;
  }

  /** Drops a build and waits until nothing of it is left. */
  private void drop(RunningProjections running, int number) {
    QueryClient api = running.api();
    var build = new Build("orders-by-customer", number);
    // What an older version of its code had; and what belongs to others.
    String store = "-old-store-changelog";
    List<String> others =
        List.of(build.applicationId() + "0" + store, build.applicationId() + "x" + store);
    events.create(build.applicationId() + store);
    others.forEach(events::create);
    // Of other tests' projections, which nobody runs any more: the table may be theirs.
    for (Row row : session.execute("SELECT name, build FROM millrace.projections")) {
      String name = row.getString("name");
      if (row.getInt("build") == number && !build.projection().equals(name)) {
        session.execute(
            "DELETE FROM millrace.projections WHERE name = '%s' AND build = %d"
                .formatted(name, number));
      }
    }
    accepted(api.post(CUSTOMERS + "/drop?build=" + number));
    Awaitility.await().atMost(PATIENCE).until(() -> build(api, CUSTOMERS, number).isMissingNode());
    assertThat(running.metrics(build.name())).isEmpty();
    for (String instance : List.of("state", "second")) {
      assertThat(state.resolve(instance).resolve(build.applicationId())).doesNotExist();
    }
    assertThat(events.topics())
        .containsAll(others)
        .noneMatch(topic -> topic.contains("orders-by-customer-" + number + "-"));
    assertThat(session.refreshSchema().getKeyspace("millrace").orElseThrow().getTables().keySet())
        .noneMatch(table -> build.table("customer_summary").endsWith("." + table.asInternal()));
  }
}
