package dev.millrace.bench;

import dev.millrace.bench.Arrivals.Pace;
import dev.millrace.cli.pipeline.ServiceChild;
import dev.millrace.contract.Topics;
import dev.millrace.projection.Build;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;

/**
 * Builds the order projection, then builds it again beside the build that serves: how fast, what
 * the readers of the serving build notice of it, and what it takes of memory by number of events.
 */
final class RebuildBenchmark {

  private static final String PROJECTION = "order";
  private static final long FIRST_LOOK = 10_000;
  private static final Duration SLICE = Duration.ofSeconds(2);

  private final BenchStack stack;
  private final Consumer<String> progress;

  RebuildBenchmark(BenchStack stack, Consumer<String> progress) {
    this.stack = stack;
    this.progress = progress;
  }

  /**
   * What was seen.
   *
   * @param alone events a second of the first build, while nobody reads
   * @param beside events a second of the second build, while the first one serves
   * @param calm latencies of new events before the rebuild
   * @param during latencies while it went on
   * @param memory of the process, by events read
   */
  record Result(
      Pace alone, Pace beside, Histogram calm, Histogram during, Map<String, LiveMemory> memory) {}

  Result run(int events, double perSecond, Duration calm) throws IOException, InterruptedException {
    stack.createTopic(Topics.ORDER_EVENTS.name());
    progress.accept("writing");
    int written = OrderEventLog.write(stack.kafka(), events);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafka()))) {
      progress.accept("building");
      var service = stack.startProjections("--projections=" + PROJECTION);
      Map<String, LiveMemory> memory = new LinkedHashMap<>();
      Pace alone = first(admin, service, written, memory);
      try (var orders = new FreshOrders(stack.kafka(), service.address())) {
        orders.run(perSecond, calm);
        Histogram before = orders.run(perSecond, calm);
        progress.accept("rebuilding");
        rebuild(service);
        Histogram during = new Histogram(3);
        Pace beside =
            second(pace(admin, 2), written, () -> during.add(orders.run(perSecond, SLICE)));
        memory.put("both builds", LiveMemory.of(service));
        return new Result(alone, beside, before, during, memory);
      }
    }
  }

  private static CommittedPace pace(Admin admin, int build) {
    return new CommittedPace(
        admin, new Build(PROJECTION, build).applicationId(), Topics.ORDER_EVENTS.name());
  }

  private static Pace first(
      Admin admin, ServiceChild service, int events, Map<String, LiveMemory> memory)
      throws IOException, InterruptedException {
    var pace = pace(admin, 1);
    for (long look = FIRST_LOOK; look < events; look *= 10) {
      pace.awaitAtLeast(look);
      memory.put(String.format("%,d events", look), LiveMemory.of(service));
    }
    Pace rest = pace.await(events);
    memory.put(String.format("%,d events", events), LiveMemory.of(service));
    return rest;
  }

  /** Waits for the build, and does something again and again meanwhile. */
  private static Pace second(CommittedPace pace, int events, Slice meanwhile)
      throws InterruptedException {
    var built = CompletableFuture.supplyAsync(() -> awaited(pace, events));
    while (!built.isDone()) {
      meanwhile.run();
    }
    return built.join();
  }

  private static Pace awaited(CommittedPace pace, int events) {
    try {
      return pace.await(events);
    } catch (InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  @FunctionalInterface
  private interface Slice {
    void run() throws InterruptedException;
  }

  private static void rebuild(ServiceChild service) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(service.address().resolve("/projections/order/rebuild"))
            .POST(BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 202) {
      throw new IOException("rebuild answered " + answer.statusCode() + " " + answer.body());
    }
  }
}
