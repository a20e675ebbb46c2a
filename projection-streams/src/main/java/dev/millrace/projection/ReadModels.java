package dev.millrace.projection;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import dev.millrace.contract.OrderView;
import dev.millrace.projection.customer.CustomerOrder;
import dev.millrace.projection.customer.CustomerReadModel;
import dev.millrace.projection.customer.CustomerSummary;
import dev.millrace.projection.customer.OrdersByCustomerProjection;
import dev.millrace.projection.fold.FoldMetrics;
import dev.millrace.projection.order.OrderProjection;
import dev.millrace.projection.order.OrderReadModel;
import dev.millrace.projection.sink.RetryingSink;
import dev.millrace.projection.sink.ScyllaSink;
import dev.millrace.projection.sink.Sink;
import dev.millrace.projection.sink.SinkBarrier;
import dev.millrace.projection.sink.SinkMetrics;
import dev.millrace.runtime.retry.Backoff;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Function;

/** Puts together projections, their sinks and the tables behind them. */
record ReadModels(
    CqlSession session,
    OrderReadModel orders,
    CustomerReadModel customers,
    MeterRegistry registry) {

  private static final Backoff RETRIES = new Backoff(Duration.ofMillis(20), Duration.ofSeconds(2));

  /** A projection with the barrier that its writes have to go through. */
  record Guarded(Projection projection, SinkBarrier barrier) {}

  static ReadModels of(CqlSession session, MeterRegistry registry) {
    return new ReadModels(
        session, new OrderReadModel(session), new CustomerReadModel(session), registry);
  }

  Guarded orderProjection(int maxInFlight) {
    var metrics = new SinkMetrics(registry, OrderProjection.NAME);
    Sink<OrderView> sink = sink(orders::upsert, metrics);
    var projection = new OrderProjection(sink, FoldMetrics.of(registry, OrderProjection.NAME));
    return new Guarded(projection, new SinkBarrier(maxInFlight, metrics));
  }

  Guarded ordersByCustomer(int maxInFlight) {
    var metrics = new SinkMetrics(registry, OrdersByCustomerProjection.NAME);
    Sink<CustomerOrder> orderSink = sink(customers::upsert, metrics);
    Sink<CustomerSummary> summarySink = sink(customers::upsert, metrics);
    var projection =
        new OrdersByCustomerProjection(
            new OrdersByCustomerProjection.Sinks(orderSink, summarySink),
            FoldMetrics.of(registry, OrdersByCustomerProjection.NAME));
    return new Guarded(projection, new SinkBarrier(maxInFlight, metrics));
  }

  private <R> Sink<R> sink(Function<R, BoundStatement> upsert, SinkMetrics metrics) {
    return new RetryingSink<>(new ScyllaSink<>(session, upsert), RETRIES, metrics);
  }
}
