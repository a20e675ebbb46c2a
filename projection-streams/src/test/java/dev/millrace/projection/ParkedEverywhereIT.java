package dev.millrace.projection;

import static dev.millrace.projection.EventFixtures.CONFIRMED;
import static dev.millrace.projection.EventFixtures.CREATED;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.local.LocalStack;
import dev.millrace.local.junit.WithLocalStack;
import dev.millrace.projection.sink.ScyllaSinks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is parked is listed by each instance, also what is parked on another one. */
@WithLocalStack
class ParkedEverywhereIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static LocalStack stack;
  private static CqlSession session;
  private static EventLog events;

  // With enough of them, both partitions have some.
  private final List<UUID> orders = Stream.generate(UUID::randomUUID).limit(24).toList();
  private final List<String> ids = orders.stream().map(UUID::toString).toList();

  @TempDir Path state;

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
  void eachInstanceListsAllAndSaysOfItsOwnWhatARedriveWouldMake() {
    var history = new History(stack.endpoints(), session, events);
    var projection = new FragileProjection(history.topic());
    String status = "/projections/" + projection.name();
    try (var one = start(projection, "one");
        var two = start(projection, "two")) {
      awaitThat(() -> one.areRunning() && two.areRunning());
      history.publish(orders.stream().map(o -> EventFixtures.record(o, 2, CONFIRMED)).toList());
      awaitThat(() -> here(one, projection) > 0 && here(two, projection) > 0);
      awaitThat(() -> here(one, projection) + here(two, projection) == orders.size());
      awaitThat(() -> parked(one, status).size() == orders.size());

      Map<String, JsonNode> byOne = parked(one, status);
      Map<String, JsonNode> byTwo = parked(two, status);
      assertThat(byOne).containsOnlyKeys(ids);
      assertThat(byTwo).containsOnlyKeys(ids);
      assertThat(count(one, status)).isEqualTo(orders.size());
      assertThat(count(two, status)).isEqualTo(orders.size());
      assertThat(tried(byOne)).hasSize(here(one, projection));
      for (String order : ids) {
        JsonNode tried = tried(byOne).contains(order) ? byOne.get(order) : byTwo.get(order);
        JsonNode listed = tried(byOne).contains(order) ? byTwo.get(order) : byOne.get(order);
        assertThat(tried.path("wouldFold").asInt(-1)).isZero();
        assertThat(tried.path("wouldStopAt").asText()).isEqualTo("event 1 has not come");
        assertThat(listed.path("firstSequence").asInt()).isEqualTo(2);
        assertThat(listed.path("cause").asText()).startsWith("expected sequence 1, got 2");
        assertThat(listed.has("wouldFold")).isFalse();
      }
      // One that has no partitions, or does not run yet.
      try (var three = start(projection, "three")) {
        assertThat(parked(three, status)).containsOnlyKeys(ids);
      }

      history.publish(orders.stream().map(o -> EventFixtures.record(o, 1, CREATED)).toList());
      awaitThat(() -> parked(one, status).isEmpty());
      assertThat(parked(two, status)).isEmpty();
      assertThat(count(one, status)).isZero();
      assertThat(count(two, status)).isZero();
    }
  }

  private RunningProjections start(Projection projection, String directory) {
    return RunningProjections.start(
        stack.endpoints(),
        session,
        List.of(projection),
        ScyllaSinks.of(session),
        state.resolve(directory));
  }

  private static void awaitThat(Callable<Boolean> condition) {
    Awaitility.await().atMost(PATIENCE).until(condition);
  }

  /** How many an instance counts as its own. */
  private static int here(RunningProjections instance, Projection projection) {
    return (int) instance.value("millrace.projection.parked.aggregates", projection.name());
  }

  /** How many an instance says there are. */
  private static int count(RunningProjections instance, String path) {
    return instance.api().get(path).json().path("builds").path(0).path("parked").asInt(-1);
  }

  /** What an instance lists, by id. */
  private static Map<String, JsonNode> parked(RunningProjections instance, String path) {
    var answer = instance.api().get(path + "/parked");
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    Map<String, JsonNode> parked = new TreeMap<>();
    answer.json().forEach(one -> parked.put(one.path("id").asText(), one));
    assertThat(parked).hasSize(answer.json().size());
    return parked;
  }

  private static Set<String> tried(Map<String, JsonNode> parked) {
    return parked.keySet().stream()
        .filter(id -> parked.get(id).has("wouldFold"))
        .collect(Collectors.toSet());
  }
}
