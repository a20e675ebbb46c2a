package dev.millrace.bridge.sequencer;

import static dev.millrace.bridge.BridgeFixtures.NOON;
import static dev.millrace.bridge.BridgeFixtures.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bridge.sequencer.WaitingAggregates.OfPartition;
import dev.millrace.bridge.sequencer.WaitingAggregates.Waiting;
import dev.millrace.runtime.http.Health;
import dev.millrace.runtime.http.HttpService;
import dev.millrace.runtime.http.HttpService.Operations;
import dev.millrace.runtime.http.HttpSettings;
import dev.millrace.runtime.http.Metrics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the route says of the aggregates that wait. */
class WaitingRouteTest {

  private final WaitingAggregates waiting = new WaitingAggregates();

  @Test
  void saysThatNothingWaits() throws Exception {
    assertThat(get()).isEqualTo("{\"aggregates\":[],\"total\":0,\"unfillable\":0}");
  }

  @Test
  void namesWhatWaits() throws Exception {
    waiting.show(
        3, new OfPartition(1, 1, List.of(new Waiting(ORDER, 2, 5, NOON, 2, "unfillable"))));
    assertThat(get())
        .isEqualTo(
            "{\"aggregates\":[{\"aggregateId\":\"0b5a4c2e-0c7e-4a8e-9d4b-6a3f2c1d0e9f\","
                + "\"awaited\":5,\"head\":2,\"parked\":2,\"since\":\"2026-11-23T12:00:00.125Z\","
                + "\"state\":\"unfillable\"}],\"total\":1,\"unfillable\":1}");
  }

  @Test
  void namesTheLongestWaitsOfAllPartitionsAndCountsTheRest() {
    waiting.show(0, new OfPartition(500, 2, waits(0)));
    waiting.show(1, new OfPartition(700, 1, waits(1)));
    WaitingAggregates.Report report = waiting.report();
    assertThat(report.total()).isEqualTo(1_200);
    assertThat(report.unfillable()).isEqualTo(3);
    assertThat(report.aggregates())
        .extracting(Waiting::since)
        .containsExactlyElementsOf(
            LongStream.range(0, WaitingAggregates.LISTED).mapToObj(NOON::plusSeconds).toList());
    waiting.hide(1);
    assertThat(waiting.report().total()).isEqualTo(500);
  }

  /** Every second one of a series. */
  private static List<Waiting> waits(int partition) {
    return LongStream.range(0, WaitingAggregates.LISTED)
        .map(i -> 2 * i + partition)
        .mapToObj(i -> new Waiting(new UUID(i, i), 0, 1, NOON.plusSeconds(i), 0, "waiting"))
        .toList();
  }

  private String get() throws Exception {
    try (HttpService service =
        HttpService.start(
            new HttpSettings("127.0.0.1", 0, 1_000, 100),
            new Operations(new Health(), Metrics.registry("test")),
            routes -> WaitingRoute.addTo(routes, waiting))) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + service.port() + "/sequencer/waiting"))
                      .build(),
                  BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
      return answer.body();
    }
  }
}
