package dev.millrace.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.cli.pipeline.ServiceChild;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What the command service holds in memory when more clients want something of it than it works on
 * at once, and when its database does not answer at all.
 */
final class OverloadBenchmark {

  private final BenchStack stack;
  private final Duration time;
  private final Consumer<String> progress;

  OverloadBenchmark(BenchStack stack, Duration time, Consumer<String> progress) {
    this.stack = stack;
    this.time = time;
    this.progress = progress;
  }

  /** One load. */
  record Load(int clients, boolean databasePaused) {}

  /**
   * What came of a load.
   *
   * @param refused answered 503
   */
  record Result(Load load, long accepted, long refused, Sample answers, LiveMemory memory) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,6d clients%s   %,7d accepted %,8d refused   p50 %7.2f ms   %s",
          load.clients(),
          load.databasePaused() ? ", database paused" : "                 ",
          accepted,
          refused,
          answers.millis(50),
          memory);
    }

    private ObjectNode toJson() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("clients", load.clients()).put("databasePaused", load.databasePaused());
      json.put("accepted", accepted).put("refused", refused);
      json.put("p50", Sample.rounded(answers.millis(50)));
      json.put("heapMebibytes", Sample.rounded(memory.heapMebibytes()));
      return json.put("threads", memory.threads());
    }
  }

  /** All of them; the last is the same load as one before. */
  record Report(List<Result> results) {

    /** Memory under the last load over that when it was there first: 1 if it is flat. */
    double ratio() {
      Result last = results.get(results.size() - 1);
      Result first =
          results.stream().filter(r -> r.load().equals(last.load())).findFirst().orElse(last);
      return last.memory().heapMebibytes() / first.memory().heapMebibytes();
    }

    String toTable() {
      String lines = results.stream().map(Result::toString).collect(Collectors.joining("\n"));
      return lines
          + String.format(Locale.ROOT, "%nheap of the last %.2f of the same load before", ratio());
    }

    String toJson() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("benchmark", "overload").put("ratio", Sample.rounded(ratio()));
      results.forEach(result -> json.withArray("loads").add(result.toJson()));
      return json.toString();
    }
  }

  Report run(ServiceChild service, List<Load> loads) throws IOException, InterruptedException {
    progress.accept("warming up");
    run(service, loads.get(0));
    List<Result> results = new ArrayList<>();
    for (Load load : loads) {
      results.add(run(service, load));
      progress.accept(results.get(results.size() - 1).toString());
    }
    return new Report(results);
  }

  private Result run(ServiceChild service, Load load) throws IOException, InterruptedException {
    var database = stack.database().process();
    if (load.databasePaused()) {
      database.pause();
    }
    try {
      return measure(service, load);
    } finally {
      database.resume();
    }
  }

  private Result measure(ServiceChild service, Load load) throws IOException, InterruptedException {
    var clients = new Clients(load.clients(), service);
    var running =
        CompletableFuture.supplyAsync(() -> ClosedLoop.run(load.clients(), time, clients));
    // In the middle of the load: a measurement takes a moment, and has to end before the load does.
    Thread.sleep(time.dividedBy(2).toMillis());
    LiveMemory memory = LiveMemory.of(service);
    Sample answers = running.join();
    return new Result(load, clients.accepted.sum(), clients.refused.sum(), answers, memory);
  }

  /** Clients that create order after order and try again at once when they are refused. */
  private static final class Clients implements ClosedLoop.Operation {

    private final BlockingHttp http;
    private final OrderLives lives;
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();

    private Clients(int count, ServiceChild service) {
      this.http = new BlockingHttp(service.address(), count);
      this.lives = new OrderLives(count);
    }

    @Override
    public CompletableFuture<Void> next(int slot) {
      return http.send(slot, HttpAppends.command(lives.create(slot)))
          .thenAccept(this::count)
          .toCompletableFuture();
    }

    private void count(BlockingHttp.Answer answer) {
      switch (answer.status()) {
        case 201 -> accepted.increment();
        case 503 -> refused.increment();
        default -> throw new IllegalStateException(answer.status() + " " + answer.body());
      }
    }
  }
}
