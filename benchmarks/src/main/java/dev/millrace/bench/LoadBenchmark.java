package dev.millrace.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.order.domain.OrderCommand;
import dev.millrace.order.domain.OrderItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * How long a command takes on an order that nobody remembers, by the length of its history. Orders
 * of all lengths take turns, so that whatever else the machine does meets all of them.
 */
final class LoadBenchmark {

  private static final List<Integer> LENGTHS = List.of(10, 100, 1_000, 10_000, 100_000);
  private static final int SHORT = 100;
  private static final int LONG = 100_000;
  private static final int WARM_UP = 20;

  private final BenchStack stack;
  private final int rounds;

  LoadBenchmark(BenchStack stack, int rounds) {
    this.stack = stack;
    this.rounds = rounds;
  }

  /** Latencies in nanoseconds, by length. */
  record Report(Map<Integer, Histogram> latencies) {

    double ratio() {
      return (double) median(LONG) / median(SHORT);
    }

    private long median(int length) {
      return latencies.get(length).getValueAtPercentile(50);
    }

    String toJson() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("benchmark", "load");
      ObjectNode millis = json.putObject("millis");
      latencies.forEach(
          (length, histogram) -> {
            ObjectNode one = millis.putObject(Integer.toString(length));
            one.put("p50", Sample.rounded(histogram.getValueAtPercentile(50) / 1e6));
            one.put("p99", Sample.rounded(histogram.getValueAtPercentile(99) / 1e6));
          });
      json.put("ratio100000To100", Sample.rounded(ratio()));
      return json.toString();
    }

    String toTable() {
      return latencies.entrySet().stream()
              .map(
                  entry ->
                      String.format(
                          Locale.ROOT,
                          "%,9d events   p50 %7.2f ms   p99 %7.2f ms%n",
                          entry.getKey(),
                          entry.getValue().getValueAtPercentile(50) / 1e6,
                          entry.getValue().getValueAtPercentile(99) / 1e6))
              .collect(Collectors.joining())
          + String.format(Locale.ROOT, "100,000 events take %.2f times as long as 100", ratio());
    }
  }

  Report run(Consumer<String> progress) {
    progress.accept("writing orders of " + LENGTHS + " events");
    var history = new LongHistory(stack.session());
    Map<Integer, UUID> orders = new LinkedHashMap<>();
    LENGTHS.forEach(length -> orders.put(length, history.write(length)));
    progress.accept("measuring " + rounds + " rounds");
    for (int i = 0; i < WARM_UP; i++) {
      orders.values().forEach(this::command);
    }
    Map<Integer, Histogram> latencies = new LinkedHashMap<>();
    for (int i = 0; i < rounds; i++) {
      orders.forEach(
          (length, order) ->
              latencies.computeIfAbsent(length, l -> new Histogram(3)).recordValue(command(order)));
    }
    return new Report(latencies);
  }

  /** Changes the order through a handler that has never heard of it; returns nanoseconds. */
  private long command(UUID order) {
    var handler = stack.newHandler();
    var request =
        HandlerAppends.request(
            order, new OrderCommand.UpdateItems(List.of(new OrderItem("teapot", 1, 4_950))));
    long start = System.nanoTime();
    HandlerAppends.check(
        handler.handle(request).toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join());
    return System.nanoTime() - start;
  }
}
