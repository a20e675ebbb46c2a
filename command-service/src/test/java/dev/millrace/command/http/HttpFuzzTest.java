package dev.millrace.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.command.store.InMemoryEventStore;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever a client sends, it is answered, with a problem that tells it why, and with no more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpFuzzTest {

  private static final int REQUESTS = Integer.getInteger("millrace.fuzz.requests", 3_000);
  private static final ExchangeCheck DOCUMENTED =
      new ExchangeCheck(new ApiDocument(ApiDocument.checkedIn()));

  private TestApi server;
  private List<FuzzedRequest> good;

  @BeforeAll
  void start() {
    server = TestApi.over(new InMemoryEventStore());
    String order = server.client().post("/orders", TestApi.CREATE).header("Location");
    good =
        List.of(
            FuzzedRequest.json("POST", "/orders", TestApi.CREATE),
            FuzzedRequest.json("PUT", order + "/items", OrderApiContract.items("tea", 3)),
            FuzzedRequest.json("POST", order + "/confirm", "{}"),
            FuzzedRequest.json(
                "POST", order + "/ship", "{\"trackingNumber\":\"T\",\"carrier\":\"c\"}"),
            FuzzedRequest.json("POST", order + "/deliver", "{\"signature\":\"s\"}"),
            FuzzedRequest.json(
                "POST",
                order + "/cancel",
                "{\"reason\":{\"code\":\"OTHER\",\"text\":\"r\"},\"cancelledBy\":\"c\"}"),
            FuzzedRequest.json("GET", order, ""),
            FuzzedRequest.json("GET", order + "/events", ""));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void answersAnythingWithoutFailing() {
    long seed = Long.getLong("millrace.fuzz.seed", System.nanoTime());
    var random = new Random(seed);
    var fuzz = new Fuzz(seed);
    for (int i = 0; i < REQUESTS; i++) {
      FuzzedRequest request = fuzz.mutate(good.get(random.nextInt(good.size())));
      isAnsweredWell("-Dmillrace.fuzz.seed=" + seed + " request " + i + ": " + request, request);
    }
  }

  private void isAnsweredWell(String where, FuzzedRequest request) {
    try {
      var answer = new RawHttp(server.http().port()).send(request.bytes());
      assertThat(answer).as(where).isPresent();
      Answers.hold(where, answer.get());
      DOCUMENTED.check(where, request.answered(answer.get()));
    } catch (IOException e) {
      throw new AssertionError(where, e);
    }
  }
}
