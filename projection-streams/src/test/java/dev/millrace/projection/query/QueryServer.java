package dev.millrace.projection.query;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.projection.Build;
import dev.millrace.projection.ReadSide;
import dev.millrace.projection.customer.OrdersByCustomerProjection;
import dev.millrace.projection.order.OrderProjection;
import dev.millrace.projection.sink.RowNotices;
import dev.millrace.runtime.http.Health;
import dev.millrace.runtime.http.HttpService;
import dev.millrace.runtime.http.HttpService.Operations;
import dev.millrace.runtime.http.HttpSettings;
import dev.millrace.runtime.http.Metrics;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The query API over memory, and a client of it. */
final class QueryServer implements AutoCloseable {

  private final HttpService http;
  private final QueryClient client;

  QueryServer(InMemoryViews views) {
    var settings = new QuerySettings(Duration.ofMillis(20), Duration.ofSeconds(10));
    http =
        HttpService.start(
            new HttpSettings("127.0.0.1", 0, 1024, 100),
            new Operations(new Health(), Metrics.registry("test")),
            routes -> {
              new OrderProjection(settings).addTo(routes, reads(views));
              new OrdersByCustomerProjection().addTo(routes, reads(views));
            });
    client = new QueryClient(http.port());
  }

  /** Every reader is these views. */
  private static ReadSide reads(InMemoryViews views) {
    return new ReadSide() {
      @Override
      @SuppressWarnings("unchecked")
      public <R> Supplier<R> reader(BiFunction<CqlSession, Build, R> open) {
        return () -> (R) views;
      }

      @Override
      public RowNotices notices() {
        return new RowNotices();
      }
    };
  }

  QueryClient client() {
    return client;
  }

  @Override
  public void close() {
    http.close();
  }
}
