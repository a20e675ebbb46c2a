package dev.millrace.command;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.command.express.ExpressEventStore;
import dev.millrace.command.express.ExpressLane;
import dev.millrace.command.express.ExpressSettings;
import dev.millrace.command.express.KafkaExpressLane;
import dev.millrace.command.handler.CommandHandler;
import dev.millrace.command.handler.EventStamp;
import dev.millrace.command.handler.Stores;
import dev.millrace.command.http.InFlightLimit;
import dev.millrace.command.http.OrderRoutes;
import dev.millrace.command.http.OutcomeMetrics;
import dev.millrace.command.store.ScyllaEventStore;
import dev.millrace.command.store.ScyllaSnapshotStore;
import dev.millrace.command.store.TracedEventStore;
import dev.millrace.runtime.ServiceProcess;
import dev.millrace.runtime.http.Deferred;
import dev.millrace.runtime.http.Health;
import dev.millrace.runtime.http.HttpService;
import dev.millrace.runtime.http.HttpService.Operations;
import dev.millrace.runtime.http.Metrics;
import dev.millrace.runtime.retry.Attempts;
import dev.millrace.runtime.scylla.SchemaMigrator;
import dev.millrace.runtime.scylla.ScyllaHealth;
import dev.millrace.runtime.scylla.ScyllaSessions;
import io.micrometer.core.instrument.MeterRegistry;

/** Starts the command service. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    ServiceProcess.run("command-service", args, CommandServiceSettings::from, Main::start);
  }

  private static void start(CommandServiceSettings settings, ServiceProcess process)
      throws InterruptedException {
    var metrics = Metrics.registry("command-service");
    var health = new Health();
    var orders = new Deferred<OrderRoutes>();
    health.add("database", orders::isProvided);
    HttpService http =
        HttpService.start(
            settings.http(),
            new Operations(health, metrics),
            routes -> OrderRoutes.addTo(routes, orders));
    // Before the database, so that it is open when the first command comes.
    ExpressLane express = expressLane(settings.express(), process, metrics);
    CqlSession session = process.closing(ScyllaSessions.open(settings.scylla()));
    if (settings.scylla().migrate()) {
      Attempts.untilDone("schema", () -> SchemaMigrator.migrate(session));
    }
    var store = TracedEventStore.of(new ScyllaEventStore(session, settings.store()));
    var events = new ExpressEventStore(store, express);
    var stores = new Stores(events, new ScyllaSnapshotStore(session), metrics);
    orders.provide(routes(stores, settings));
    // Only now: a service that says it is ready must not answer that it is starting.
    health.add("database", ScyllaHealth.answers(session));
    // Handed over last, to be closed first: requests in flight still need the session.
    process.closing(http);
  }

  private static ExpressLane expressLane(
      ExpressSettings settings, ServiceProcess process, MeterRegistry metrics) {
    return settings.enabled()
        ? process.closing(KafkaExpressLane.open(settings, metrics))
        : ExpressLane.OFF;
  }

  private static OrderRoutes routes(Stores stores, CommandServiceSettings settings) {
    var handler =
        new CommandHandler<>(
            OrderAggregate.DEFINITION, stores, EventStamp.system(), settings.handler());
    return new OrderRoutes(
        handler,
        stores.events(),
        new InFlightLimit(settings.maxInFlight(), stores.metrics()),
        new OutcomeMetrics(stores.metrics()));
  }
}
