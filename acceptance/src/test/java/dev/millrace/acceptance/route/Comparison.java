package dev.millrace.acceptance.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cli.conservation.StoredEvents;
import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.Topics;
import dev.millrace.stock.StockAggregate;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Compares event store and topics for the aggregates that were added: all of them each time, so
 * that what comes too often, and late, is noticed as well.
 */
final class Comparison implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 90;
  private static final String ORDERS = Topics.ORDER_EVENTS.name();

  private final Route route;
  private final CqlSession session;
  private final Map<String, TopicRecords> topics = new TreeMap<>();
  private final TopicRecords capture;
  private final Map<UUID, String> aggregates = new TreeMap<>();
  private final Set<UUID> newest = new HashSet<>();

  Comparison(Route route, CqlSession session) {
    this.route = route;
    this.session = session;
    String kafka = route.endpoints().kafka();
    capture = new TopicRecords(kafka, Topics.ORDER_CAPTURE.name());
    for (String topic : List.of(ORDERS, StockAggregate.TOPIC)) {
      topics.put(topic, new TopicRecords(kafka, topic));
    }
  }

  /** What is added from now on is the newest. */
  void begin() {
    newest.clear();
  }

  /** An aggregate, and the topic for its events. */
  UUID add(UUID aggregate, String topic) {
    aggregates.put(aggregate, topic);
    newest.add(aggregate);
    return aggregate;
  }

  /** Every order that something makes. */
  void addOrdersOf(Runnable load) {
    Set<UUID> before = StoredEvents.read(session).keySet();
    load.run();
    StoredEvents.read(session).keySet().stream()
        .filter(order -> !before.contains(order))
        .forEach(order -> add(order, ORDERS));
  }

  /** Waits until the topics have all that is stored, and compares them record by record. */
  void awaitPublished() {
    assertThat(newest).as("aggregates").isNotEmpty();
    Map<UUID, List<WireRecord>> expected = new TreeMap<>();
    aggregates.forEach(
        (id, topic) -> expected.put(id, Stored.published(Stored.of(session, id), topic)));
    // Late or never: the comparison says which.
    await(() -> published().equals(expected));
    assertThat(published()).isEqualTo(expected);
  }

  private Map<UUID, List<WireRecord>> published() {
    topics.values().forEach(TopicRecords::poll);
    Map<UUID, List<WireRecord>> published = new TreeMap<>();
    aggregates.forEach(
        (id, topic) ->
            published.put(id, topics.get(topic).of(id).stream().map(WireRecord::of).toList()));
    return published;
  }

  /** Waits until the route has brought every event of the newest aggregates, as it is stored. */
  void awaitBrought() {
    await(() -> missedByRoute() == 0);
    newest.forEach(id -> assertThat(brought(id)).containsAll(stored(id)));
  }

  /** How many events of the newest aggregates the route has not brought. */
  long missedByRoute() {
    capture.poll();
    return newest.stream()
        .mapToLong(id -> stored(id).stream().filter(it -> !brought(id).contains(it)).count())
        .sum();
  }

  private Set<CapturedEvent> stored(UUID aggregate) {
    return Stored.of(session, aggregate).stream()
        .map(it -> new CapturedEvent(it.event(), it.topic(), route.name()))
        .collect(Collectors.toSet());
  }

  private Set<CapturedEvent> brought(UUID aggregate) {
    return capture.of(aggregate).stream()
        .filter(this::cameByRoute)
        .map(
            it ->
                CaptureRecords.read(
                    new String(it.key(), StandardCharsets.UTF_8), it.headers(), it.value()))
        .collect(Collectors.toSet());
  }

  private boolean cameByRoute(ConsumerRecord<byte[], byte[]> record) {
    var header = record.headers().lastHeader(CaptureRecords.CAPTURE);
    return header != null
        && route.name().equals(new String(header.value(), StandardCharsets.UTF_8));
  }

  private static void await(BooleanSupplier condition) {
    try {
      Awaitility.await()
          .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .pollInterval(100, TimeUnit.MILLISECONDS)
          .until(condition::getAsBoolean);
    } catch (ConditionTimeoutException e) {
      // The assertion that follows says more than that the time was up.
    }
  }

  @Override
  public void close() {
    topics.values().forEach(TopicRecords::close);
    capture.close();
  }
}
