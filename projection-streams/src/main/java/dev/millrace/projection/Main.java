package dev.millrace.projection;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.projection.customer.OrdersByCustomerProjection;
import dev.millrace.projection.manage.BuildRegister;
import dev.millrace.projection.manage.BuildStarter;
import dev.millrace.projection.manage.ProjectionManager;
import dev.millrace.projection.manage.ProjectionRoutes;
import dev.millrace.projection.order.OrderProjection;
import dev.millrace.projection.sink.ScyllaSinks;
import dev.millrace.projection.status.OrdersByStatusProjection;
import dev.millrace.runtime.ServiceProcess;
import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.http.Deferred;
import dev.millrace.runtime.http.Health;
import dev.millrace.runtime.http.HttpService;
import dev.millrace.runtime.http.HttpService.Operations;
import dev.millrace.runtime.http.Metrics;
import dev.millrace.runtime.retry.Attempts;
import dev.millrace.runtime.scylla.SchemaMigrator;
import dev.millrace.runtime.scylla.ScyllaHealth;
import dev.millrace.runtime.scylla.ScyllaSessions;
import java.util.List;

/** Starts the projections and the query API over them. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    ServiceProcess.run("projection-streams", args, Main::settings, Main::start);
  }

  private static ProjectionSettings settings(Settings settings) {
    var read = ProjectionSettings.from(settings);
    // A name that is none is a wrong setting like any other.
    projections(read);
    return read;
  }

  /** The projections of this service; a new one is added here. */
  private static List<Projection> projections(ProjectionSettings settings) {
    return settings.chosen(
        List.of(
            new OrderProjection(settings.query()),
            new OrdersByCustomerProjection(),
            new OrdersByStatusProjection()));
  }

  private static void start(ProjectionSettings settings, ServiceProcess process)
      throws InterruptedException {
    var metrics = Metrics.registry("projection-streams");
    var health = new Health();
    var projections = projections(settings);
    var manager = new ProjectionManager(projections);
    var operations = new Deferred<ProjectionRoutes>();
    health.add("database", operations::isProvided);
    // Later its tables answer, whatever becomes of it: other projections must not suffer for one.
    projections.forEach(
        p -> health.addAtStart("projection-" + p.name(), () -> manager.hasStarted(p.name())));
    HttpService http =
        HttpService.start(
            settings.http(),
            new Operations(health, metrics),
            routes -> {
              projections.forEach(p -> p.addTo(routes, manager.readSide(p)));
              ProjectionRoutes.addTo(routes, operations);
            });
    CqlSession session = process.closing(ScyllaSessions.open(settings.scylla()));
    if (settings.scylla().migrate()) {
      Attempts.untilDone("schema", () -> SchemaMigrator.migrate(session));
    }
    process.closing(manager);
    var starter =
        new BuildStarter(
            session, ScyllaSinks.of(session), settings.kafka(), settings.streams(), metrics);
    Attempts.untilDone(
        "projections", () -> manager.start(session, new BuildRegister(session), starter));
    Attempts.untilDone(
        "operations",
        () -> operations.provide(ProjectionRoutes.open(manager, session, settings.kafka())));
    process.closing(operations.get());
    // Only now: a service that says it is ready must not answer that it is starting.
    health.add("database", ScyllaHealth.answers(session));
    // Handed over last, to be closed first: requests in flight still need the session.
    process.closing(http);
  }
}
