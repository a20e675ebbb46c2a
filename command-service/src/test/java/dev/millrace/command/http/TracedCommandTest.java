package dev.millrace.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.command.http.ApiClient.Answer;
import dev.millrace.command.store.InMemoryEventStore;
import dev.millrace.command.store.TracedEventStore;
import dev.millrace.runtime.trace.Traces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A command and its append are spans of the client's trace, which its events carry on. */
class TracedCommandTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

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
  void theEventsCarryTheSpanOfTheirCommand() {
    try (var api = TestApi.over(TracedEventStore.of(new InMemoryEventStore()))) {
      Answer created =
          api.client()
              .post(
                  "/orders", TestApi.CREATE, "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
      assertThat(created.status()).isEqualTo(201);
      SpanData command = span("POST /orders");
      assertThat(command.getTraceId()).isEqualTo(TRACE);
      assertThat(command.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
      SpanData append = span("append event_store");
      assertThat(append.getParentSpanId()).isEqualTo(command.getSpanId());
      assertThat(append.getAttributes().asMap())
          .containsEntry(AttributeKey.stringKey("append.aggregate"), created.text("orderId"))
          .containsEntry(AttributeKey.stringKey("append.result"), "Appended");
      var event =
          api.client().get(created.header("Location") + "/events").json().path("events").get(0);
      assertThat(event.path("metadata").path("traceparent").asText())
          .isEqualTo("00-" + TRACE + "-" + command.getSpanId() + "-01");
    }
  }

  @Test
  void aStoreIsNotWrappedWhileTracesAreOff() {
    Traces.off();
    var store = new InMemoryEventStore();
    assertThat(TracedEventStore.of(store)).isSameAs(store);
  }

  private static SpanData span(String name) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> TELEMETRY.getSpans().stream().filter(s -> s.getName().equals(name)).findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow();
  }
}
