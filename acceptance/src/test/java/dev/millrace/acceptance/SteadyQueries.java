package dev.millrace.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks for some orders all the time, in a thread of its own, and finds fault with every answer but
 * 200 and with every version that is older than one before.
 */
final class SteadyQueries implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI service;
  private final List<String> orders;
  private final Map<String, Long> newest = new HashMap<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final AtomicLong answers = new AtomicLong();
  private final Thread thread = new Thread(this::run, "steady-queries");
  private volatile boolean ended;

  private SteadyQueries(URI service, List<String> orders) {
    this.service = service;
    this.orders = orders;
  }

  /** Begins to ask for orders, by their paths. */
  static SteadyQueries of(URI service, List<String> orders) {
    var queries = new SteadyQueries(service, List.copyOf(orders));
    queries.thread.start();
    return queries;
  }

  private void run() {
    while (!ended) {
      orders.forEach(this::query);
    }
  }

  private void query(String order) {
    var request =
        HttpRequest.newBuilder(service.resolve(order)).timeout(Duration.ofSeconds(10)).build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      answers.incrementAndGet();
      if (answer.statusCode() != 200) {
        faults.add(order + " answered " + answer.statusCode() + ' ' + answer.body());
        return;
      }
      long version = version(answer);
      long before = newest.getOrDefault(order, 0L);
      if (version < before) {
        faults.add(order + " went back from " + before + " to " + version);
      }
      newest.put(order, version);
    } catch (IOException e) {
      faults.add(order + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ended = true;
    }
  }

  private static long version(HttpResponse<String> answer) {
    return Long.parseLong(answer.headers().firstValue("ETag").orElseThrow().replace("\"", ""));
  }

  /** How many answers there were so far. */
  long answers() {
    return answers.get();
  }

  /** What was wrong so far. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  @Override
  public void close() {
    ended = true;
    thread.interrupt();
  }
}
