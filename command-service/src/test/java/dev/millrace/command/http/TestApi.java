package dev.millrace.command.http;

import dev.millrace.command.OrderAggregate;
import dev.millrace.command.handler.CommandHandler;
import dev.millrace.command.handler.EventStamp;
import dev.millrace.command.handler.Handlers;
import dev.millrace.command.handler.Stores;
import dev.millrace.command.store.EventStore;
import dev.millrace.command.store.InMemorySnapshotStore;
import dev.millrace.runtime.http.Health;
import dev.millrace.runtime.http.HttpService;
import dev.millrace.runtime.http.HttpService.Operations;
import dev.millrace.runtime.http.HttpSettings;
import dev.millrace.runtime.http.Metrics;

/** The API on a port of its own, over any event store. */
record TestApi(HttpService http, ApiClient client) implements AutoCloseable {

  static final String CREATE =
      """
      {"customerId":"7d9f3b1a-2c4e-4f6a-8b0c-1d2e3f4a5b6c","currency":"EUR",
       "items":[{"productId":"tea","quantity":2,"unitPriceMinor":450}]}""";

  static TestApi over(EventStore store) {
    return over(store, 256);
  }

  static TestApi over(EventStore store, int maxInFlight) {
    var metrics = Metrics.registry("test");
    var handler =
        new CommandHandler<>(
            OrderAggregate.DEFINITION,
            new Stores(store, new InMemorySnapshotStore(), metrics),
            EventStamp.system(),
            Handlers.settings());
    var orders =
        new OrderRoutes(
            handler, store, new InFlightLimit(maxInFlight, metrics), new OutcomeMetrics(metrics));
    HttpService http =
        HttpService.start(
            new HttpSettings("127.0.0.1", 0, 256 * 1024, 100),
            new Operations(new Health(), metrics),
            routes -> OrderRoutes.addTo(routes, () -> orders));
    return new TestApi(http, new ApiClient(http.port()));
  }

  @Override
  public void close() {
    http.close();
  }
}
