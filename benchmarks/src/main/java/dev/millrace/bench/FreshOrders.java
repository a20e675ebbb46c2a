package dev.millrace.bench;

import dev.millrace.bench.PacedLoop.Pace;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** How long a new event in the topic takes to be in the answer to a query. */
final class FreshOrders implements AutoCloseable {

  private static final int SLOTS = 1_000;
  private static final int WAIT_MILLIS = 30_000;

  private final URI queries;
  private final HttpClient http = HttpClient.newHttpClient();
  private final KafkaProducer<String, byte[]> producer;

  FreshOrders(String kafka, URI queries) {
    this.queries = queries;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Nanoseconds from the broker's acknowledgement to the answer, of orders at a steady pace. */
  Histogram run(double perSecond, Duration time) throws InterruptedException {
    Histogram latencies = new ConcurrentHistogram(3);
    PacedLoop.run(new Pace(SLOTS, perSecond, time), slot -> publish(latencies));
    return latencies;
  }

  private CompletionStage<?> publish(Histogram latencies) {
    UUID order = UUID.randomUUID();
    var acknowledged = new CompletableFuture<Long>();
    var unused =
        producer.send(
            OrderEventLog.created(order),
            (metadata, error) -> {
              if (error == null) {
                acknowledged.complete(System.nanoTime());
              } else {
                acknowledged.completeExceptionally(error);
              }
            });
    return acknowledged.thenCompose(
        at -> read(order).thenRun(() -> latencies.recordValue(System.nanoTime() - at)));
  }

  private CompletableFuture<Void> read(UUID order) {
    URI query = queries.resolve("/orders/" + order + "?minVersion=1&waitMillis=" + WAIT_MILLIS);
    return http.sendAsync(HttpRequest.newBuilder(query).build(), BodyHandlers.ofString())
        .thenAccept(FreshOrders::require);
  }

  private static void require(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
