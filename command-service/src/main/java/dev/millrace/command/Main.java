package dev.millrace.command;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.command.handler.AggregateDefinition;
import dev.millrace.command.handler.CommandHandler;
import dev.millrace.command.handler.EventStamp;
import dev.millrace.command.http.OrderRoutes;
import dev.millrace.command.http.OutcomeMetrics;
import dev.millrace.command.store.ScyllaEventStore;
import dev.millrace.contract.OrderEvents;
import dev.millrace.order.domain.OrderDecider;
import dev.millrace.runtime.ServiceProcess;
import dev.millrace.runtime.http.Health;
import dev.millrace.runtime.http.HttpService;
import dev.millrace.runtime.http.HttpService.Operations;
import dev.millrace.runtime.http.Metrics;
import dev.millrace.runtime.scylla.SchemaMigrator;
import dev.millrace.runtime.scylla.ScyllaHealth;
import dev.millrace.runtime.scylla.ScyllaSessions;

/** Starts the command service. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    ServiceProcess.run("command-service", args, CommandServiceSettings::from, Main::start);
  }

  private static void start(CommandServiceSettings settings, ServiceProcess process) {
    CqlSession session = process.closing(ScyllaSessions.open(settings.scylla()));
    if (settings.scylla().migrate()) {
      SchemaMigrator.migrate(session);
    }
    var store = new ScyllaEventStore(session, settings.store());
    var orders = new AggregateDefinition<>(new OrderDecider(), OrderEvents.TYPES);
    var handler = new CommandHandler<>(orders, store, EventStamp.system(), settings.handler());
    var metrics = Metrics.registry("command-service");
    var health = new Health();
    health.add("database", ScyllaHealth.answers(session));
    var routes = new OrderRoutes(handler, store, new OutcomeMetrics(metrics));
    process.closing(
        HttpService.start(settings.http(), new Operations(health, metrics), routes::addTo));
  }
}
