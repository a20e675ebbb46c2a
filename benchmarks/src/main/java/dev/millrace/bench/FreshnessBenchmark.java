package dev.millrace.bench;

import dev.millrace.bench.PacedLoop.Pace;
import dev.millrace.cli.demo.TopicWatcher;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * From the answer to a command to the answer to a query that asks for its version, which is sent at
 * once; beside it, of the same commands, to the event in the public topic.
 */
final class FreshnessBenchmark {

  private static final int WAIT_SECONDS = 10;

  private final URI commands;
  private final URI queries;
  private final TopicWatcher watcher;
  private final int slots;
  private final HttpClient http = HttpClient.newHttpClient();

  FreshnessBenchmark(URI commands, URI queries, TopicWatcher watcher, int slots) {
    this.commands = commands;
    this.queries = queries;
    this.watcher = watcher;
    this.slots = slots;
  }

  /** Latencies of the same commands, in nanoseconds. */
  record Freshness(Histogram topic, Histogram view) {}

  /** Runs commands, and a query for each, for a while. */
  Freshness run(double perSecond, Duration time) throws InterruptedException {
    Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    Map<String, CompletableFuture<Void>> reads = new ConcurrentHashMap<>();
    Histogram views = new ConcurrentHistogram(3);
    var appends = new HttpAppends(commands, slots);
    appends.onAnswer(
        step -> {
          long answered = System.nanoTime();
          String event = TopicWatcher.eventKey(step.orderId().toString(), step.sequence());
          acknowledged.put(event, answered);
          reads.put(
              event, read(step).thenRun(() -> views.recordValue(System.nanoTime() - answered)));
        });
    PacedLoop.run(new Pace(slots, perSecond, time), appends);
    CompletableFuture.allOf(reads.values().toArray(new CompletableFuture<?>[0]))
        .orTimeout(2L * WAIT_SECONDS, TimeUnit.SECONDS)
        .join();
    Histogram topic = new Histogram(3);
    watcher.nanos(acknowledged).forEach(topic::recordValue);
    if (topic.getTotalCount() != views.getTotalCount()) {
      throw new IllegalStateException(
          "%d events came to the topic, %d to the view"
              .formatted(topic.getTotalCount(), views.getTotalCount()));
    }
    return new Freshness(topic, views);
  }

  private CompletableFuture<Void> read(OrderLives.Step step) {
    URI query =
        queries.resolve(
            "/orders/%s?minVersion=%d&waitMillis=%d"
                .formatted(step.orderId(), step.sequence(), WAIT_SECONDS * 1_000));
    return http.sendAsync(HttpRequest.newBuilder(query).build(), BodyHandlers.ofString())
        .thenAccept(
            answer -> {
              if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
              }
            });
  }
}
