package dev.millrace.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.bench.Arrivals.Pace;
import dev.millrace.contract.OrderView;
import dev.millrace.contract.Topics;
import dev.millrace.projection.Build;
import dev.millrace.projection.customer.CustomerOrder;
import dev.millrace.projection.customer.CustomerReadModel;
import dev.millrace.projection.customer.CustomerSummary;
import dev.millrace.projection.order.OrderReadModel;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * Events a second from {@code order-events} to durable rows, beside a bare consumer that writes the
 * same rows. What is committed is durable: projections keep their offsets behind their rows.
 */
final class ProjectionBenchmark {

  static final String ORDER = "order";
  static final String CUSTOMERS = "orders-by-customer";

  private static final int MAX_IN_FLIGHT = 256;

  private final BenchStack stack;
  private final Consumer<String> progress;

  ProjectionBenchmark(BenchStack stack, Consumer<String> progress) {
    this.stack = stack;
    this.progress = progress;
  }

  /** Events a second of both. */
  record Result(String projection, double raw, Pace measured) {

    double ratio() {
      return measured.warm() / raw;
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "%-20s bare consumer %,.0f/s, projection %,.0f/s (its first half %,.0f/s), %.2f of raw%n",
          projection,
          raw,
          measured.warm(),
          measured.cold(),
          ratio());
    }

    void putInto(ObjectNode json) {
      json.set(
          projection,
          JsonNodeFactory.instance
              .objectNode()
              .put("rawPerSecond", Math.round(raw))
              .put("measuredPerSecond", Math.round(measured.warm()))
              .put("coldPerSecond", Math.round(measured.cold()))
              .put("ratio", Sample.rounded(ratio())));
    }
  }

  List<Result> run(int events) throws InterruptedException {
    stack.createTopic(Topics.ORDER_EVENTS.name());
    progress.accept("writing");
    int written = OrderEventLog.write(stack.kafka(), events);
    return List.of(
        measure(ORDER, written, orders(stack.session())),
        measure(CUSTOMERS, written, customers(stack.session())));
  }

  private Result measure(
      String projection, int events, Function<OrderView, List<BoundStatement>> statements)
      throws InterruptedException {
    // Before it and after it: the first one also warms the database up, and a machine that is
    // slower for a while is so for one of them.
    double before = bare(events, statements);
    Pace measured;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafka()))) {
      var service = stack.startProjections("--projections=" + projection);
      String group = Build.first(projection).applicationId();
      measured = new CommittedPace(admin, group, Topics.ORDER_EVENTS.name()).await(events);
      service.process().stop();
    }
    progress.accept(projection + " done");
    return new Result(projection, (before + bare(events, statements)) / 2, measured);
  }

  private double bare(int events, Function<OrderView, List<BoundStatement>> statements)
      throws InterruptedException {
    var raw = new RawProjection(stack.kafka(), stack.session(), MAX_IN_FLIGHT, statements);
    double pace = raw.run(events).warm();
    progress.accept(String.format(Locale.ROOT, "bare consumer done, %,.0f/s", pace));
    return pace;
  }

  private static Function<OrderView, List<BoundStatement>> orders(CqlSession session) {
    return OrderReadModel.ROWS.statements().prepare(session, Build.first(ORDER));
  }

  /** A row of each of both tables for each view; the summary's contents are of the right size. */
  private static Function<OrderView, List<BoundStatement>> customers(CqlSession session) {
    var build = Build.first(CUSTOMERS);
    var row = CustomerReadModel.ORDER_ROWS.statements().prepare(session, build);
    var summary = CustomerReadModel.SUMMARY_ROWS.statements().prepare(session, build);
    Map<UUID, Long> versions = new HashMap<>();
    return view -> {
      long version = versions.merge(view.customerId(), 1L, Long::sum);
      return Stream.concat(
              row.apply(CustomerOrder.of(view)).stream(),
              summary.apply(summary(view, version)).stream())
          .toList();
    };
  }

  private static CustomerSummary summary(OrderView view, long version) {
    return new CustomerSummary(
        view.customerId(),
        version,
        Map.of(view.status(), version),
        Map.of(view.currency(), BigInteger.valueOf(view.totalMinor() * version)),
        view.orderId(),
        view.createdAt());
  }
}
