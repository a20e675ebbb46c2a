package dev.millrace.acceptance.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.acceptance.PipelineExtension;
import dev.millrace.acceptance.observability.SpanCollector.Collected;
import dev.millrace.cli.pipeline.Pipeline;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One trace from the request of a command to its rows, over three processes. */
@ExtendWith(PipelineExtension.class)
class TracesIT {

  private static final String ORDER =
      """
      {"customerId":"7d9f3b1a-2c4e-4f6a-8b0c-1d2e3f4a5b6c","currency":"EUR",
       "items":[{"productId":"tea","quantity":2,"unitPriceMinor":450}]}""";

  @Test
  void aCommandIsOneTraceOverAllServices(Pipeline pipeline, SpanCollector collector)
      throws Exception {
    String trace = UUID.randomUUID().toString().replace("-", "");
    assertThat(create(pipeline, "00-" + trace + "-00f067aa0ba902b7-01")).isEqualTo(201);
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .untilAsserted(
            () ->
                assertThat(collector.ofTrace(trace))
                    .contains(
                        new Collected("command-service", trace, "POST /orders"),
                        new Collected("command-service", trace, "append event_store"),
                        new Collected("cdc-bridge", trace, "capture from log"),
                        new Collected("projection-streams", trace, "fold order"),
                        new Collected("projection-streams", trace, "write order_read_model"),
                        new Collected("projection-streams", trace, "write customer_summary"),
                        new Collected("projection-streams", trace, "write orders_by_status"))
                    .filteredOn(span -> span.name().startsWith("publish order-events from "))
                    .hasSize(1));
  }

  @Test
  void whatNobodySamplesIsNotExported(Pipeline pipeline, SpanCollector collector) throws Exception {
    String unsampled = UUID.randomUUID().toString().replace("-", "");
    String sampled = UUID.randomUUID().toString().replace("-", "");
    create(pipeline, "00-" + unsampled + "-00f067aa0ba902b7-00");
    create(pipeline, "00-" + sampled + "-00f067aa0ba902b7-01");
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () ->
                collector.ofTrace(sampled).stream()
                    .anyMatch(span -> span.name().equals("write order_read_model")));
    assertThat(collector.ofTrace(unsampled)).isEmpty();
  }

  private static int create(Pipeline pipeline, String traceparent) throws Exception {
    URI orders = pipeline.commandService().address().resolve("/orders");
    var request =
        HttpRequest.newBuilder(orders)
            .header("Content-Type", "application/json")
            .header("traceparent", traceparent)
            .POST(BodyPublishers.ofString(ORDER))
            .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    return answer.statusCode();
  }
}
