package dev.millrace.projection;

import static dev.millrace.projection.EventFixtures.CREATED;
import static dev.millrace.projection.EventFixtures.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contract.EventRecords;
import dev.millrace.projection.customer.OrdersByCustomerProjection;
import dev.millrace.projection.order.OrderProjection;
import dev.millrace.projection.query.QuerySettings;
import dev.millrace.projection.sink.RecordingSinks;
import dev.millrace.runtime.trace.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of an event are spans under its command's. */
class EventTracesTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String TRACEPARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  @BeforeEach
  void on() {
    Traces.on(TELEMETRY.getOpenTelemetry());
  }

  @AfterEach
  void off() {
    Traces.off();
  }

  @Test
  void foldAndRowAreSpansAndTheViewCarriesTheTrace() {
    try (var driver =
        driver(new OrderProjection(new QuerySettings(Duration.ZERO, Duration.ZERO)))) {
      driver.pipe(traced(Instant.now()));
      awaitSpans("fold order", "write order_read_model");
      assertThat(driver.views())
          .singleElement()
          .satisfies(
              view ->
                  assertThat(view.headers().lastHeader(EventRecords.TRACEPARENT).value())
                      .isEqualTo(TRACEPARENT.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void theTraceGoesThroughARepartitionTopic() {
    try (var driver = driver(new OrdersByCustomerProjection())) {
      driver.pipe(traced(Instant.now()));
      awaitSpans("fold orders-by-customer", "write orders_by_customer", "write customer_summary");
    }
  }

  @Test
  void aReplayOfThePastIsNotTraced() {
    try (var driver = driver(new OrdersByCustomerProjection())) {
      driver.pipe(traced(Instant.now().minusSeconds(4_000)));
      assertThat(TELEMETRY.getSpans()).isEmpty();
    }
  }

  @Test
  void offNothingIsRecordedAndTheViewHasNoHeader() {
    Traces.off();
    try (var driver =
        driver(new OrderProjection(new QuerySettings(Duration.ZERO, Duration.ZERO)))) {
      driver.pipe(traced(Instant.now()));
      assertThat(TELEMETRY.getSpans()).isEmpty();
      assertThat(driver.views()).singleElement().satisfies(v -> assertThat(v.headers()).isEmpty());
    }
  }

  private static ProjectionDriver driver(Projection projection) {
    return ProjectionDriver.of(projection, new RecordingSinks(), new SimpleMeterRegistry());
  }

  private static ProducerRecord<byte[], byte[]> traced(Instant at) {
    var fixed = EventFixtures.record(ORDER, 1, CREATED);
    var record =
        new ProducerRecord<>(
            fixed.topic(), null, at.toEpochMilli(), fixed.key(), fixed.value(), fixed.headers());
    record.headers().remove(EventRecords.TRACEPARENT);
    record.headers().add(EventRecords.TRACEPARENT, TRACEPARENT.getBytes(StandardCharsets.UTF_8));
    return record;
  }

  /** Rows are told of on a thread of their own. */
  private static void awaitSpans(String... names) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(namesOfTheTrace()).containsExactlyInAnyOrder(names));
  }

  private static Set<String> namesOfTheTrace() {
    return TELEMETRY.getSpans().stream()
        .filter(span -> span.getTraceId().equals(TRACE))
        .filter(span -> span.getParentSpanId().equals("00f067aa0ba902b7"))
        .map(SpanData::getName)
        .collect(Collectors.toSet());
  }
}
