package dev.millrace.projection.query;

import dev.millrace.runtime.http.Health;
import dev.millrace.runtime.http.HttpService;
import dev.millrace.runtime.http.HttpService.Operations;
import dev.millrace.runtime.http.HttpSettings;
import dev.millrace.runtime.http.Metrics;
import java.time.Duration;

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
            routes -> QueryRoutes.addTo(routes, () -> new QueryRoutes(views, views, settings)));
    client = new QueryClient(http.port());
  }

  QueryClient client() {
    return client;
  }

  @Override
  public void close() {
    http.close();
  }
}
