package dev.millrace.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./millrace bench query}. */
@Command(
    name = "query",
    description =
        "Single orders and pages of customers a second, by HTTP, against the same reads with the"
            + " bare driver.",
    mixinStandardHelpOptions = true)
final class QueryCommand implements Callable<Integer> {

  private static final int SLOTS = 64;

  /** What HTTP costs by itself: the way that asks no database. */
  private static final String NOTHING = "nothing";

  private static final int CUSTOMERS = 50;
  private static final int ORDERS_OF_EACH = 40;

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--rounds",
      description = "of each way, in turn; the median counts (default: ${DEFAULT-VALUE})",
      defaultValue = "3")
  private int rounds;

  @Option(
      names = "--seconds",
      description = "of each round (default: ${DEFAULT-VALUE})",
      defaultValue = "8")
  private int seconds;

  @Option(
      names = "--warm-up",
      description = "seconds of each way before the rounds (default: ${DEFAULT-VALUE})",
      defaultValue = "15")
  private int warmUp;

  @Override
  public Integer call() throws Exception {
    return options.run(this::run);
  }

  private BenchOptions.Result run(BenchStack stack) throws InterruptedException {
    URI queries = stack.startProjections().address();
    List<UUID> customers = new ArrayList<>();
    List<UUID> orders = new ArrayList<>();
    fill(stack.session(), customers, orders);
    Map<String, ClosedLoop.Operation> ways = new LinkedHashMap<>();
    ways.put(
        "order raw",
        RawReads.of(
            stack.session(), "SELECT * FROM millrace.order_read_model WHERE order_id = ?", orders));
    var http = new BlockingHttp(queries, SLOTS);
    ways.put(NOTHING, new HttpReads(http, "/health/live", orders));
    ways.put("order", new HttpReads(http, "/orders/%s", orders));
    ways.put(
        "page raw",
        RawReads.of(
            stack.session(),
            "SELECT * FROM millrace.orders_by_customer WHERE customer_id = ? LIMIT 21",
            customers));
    ways.put("page", new HttpReads(http, "/customers/%s/orders?pageSize=20", customers));
    return result(measure(ways));
  }

  /** Rows like those of the projections, written as they write them. */
  private static void fill(CqlSession session, List<UUID> customers, List<UUID> orders) {
    String items =
        "[{\"productId\":\"teapot-of-cast-iron-1200-ml\",\"quantity\":1,\"unitPriceMinor\":4950},"
            + "{\"productId\":\"cup-of-porcelain-white\",\"quantity\":4,\"unitPriceMinor\":690}]";
    var order =
        session.prepare(
            "INSERT INTO millrace.order_read_model (order_id, version, customer_id, status,"
                + " currency, total_minor, items, created_at, updated_at) VALUES (?, 1, ?,"
                + " 'CREATED', 'EUR', 7710, ?, toTimestamp(now()), toTimestamp(now()))"
                + " USING TIMESTAMP 1");
    var line =
        session.prepare(
            "INSERT INTO millrace.orders_by_customer (customer_id, created_at, order_id, version,"
                + " status, currency, total_minor, item_count, updated_at) VALUES (?,"
                + " toTimestamp(now()), ?, 1, 'CREATED', 'EUR', 7710, 2, toTimestamp(now()))"
                + " USING TIMESTAMP 1");
    for (int i = 0; i < CUSTOMERS; i++) {
      UUID customer = UUID.randomUUID();
      customers.add(customer);
      for (int j = 0; j < ORDERS_OF_EACH; j++) {
        UUID id = UUID.randomUUID();
        orders.add(id);
        session.execute(order.bind(id, customer, items));
        session.execute(line.bind(customer, id));
      }
    }
  }

  private Map<String, Sample> measure(Map<String, ClosedLoop.Operation> ways) {
    options.say("warming up");
    ways.values().forEach(way -> ClosedLoop.run(SLOTS, Duration.ofSeconds(warmUp), way));
    Map<String, List<Sample>> samples = new LinkedHashMap<>();
    for (int round = 1; round <= rounds; round++) {
      for (var way : ways.entrySet()) {
        Sample sample = ClosedLoop.run(SLOTS, Duration.ofSeconds(seconds), way.getValue());
        options.say("round " + round + " " + way.getKey() + " " + sample);
        samples.computeIfAbsent(way.getKey(), name -> new ArrayList<>()).add(sample);
      }
    }
    Map<String, Sample> medians = new LinkedHashMap<>();
    samples.forEach((way, all) -> medians.put(way, Sample.median(all)));
    return medians;
  }

  private static BenchOptions.Result result(Map<String, Sample> medians) {
    var table = new StringBuilder();
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("benchmark", "query");
    Sample nothing = medians.get(NOTHING);
    table.append(String.format(Locale.ROOT, "%-6s http %s%n", "none", nothing));
    json.put("nothingPerSecond", Math.round(nothing.perSecond()));
    for (String what : List.of("order", "page")) {
      Sample raw = medians.get(what + " raw");
      Sample http = medians.get(what);
      double ratio = http.perSecond() / raw.perSecond();
      table.append(
          String.format(
              Locale.ROOT,
              "%-6s raw  %s%n%-6s http %s   %.2f of raw%n",
              what,
              raw,
              what,
              http,
              ratio));
      ObjectNode part = json.putObject(what);
      part.put("rawPerSecond", Math.round(raw.perSecond()));
      part.put("measuredPerSecond", Math.round(http.perSecond()));
      part.put("ratio", Sample.rounded(ratio));
    }
    return new BenchOptions.Result(table.toString(), json.toString());
  }
}
