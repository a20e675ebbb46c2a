package dev.millrace.projection;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.contract.Topics;
import dev.millrace.projection.query.QueryRoutes;
import dev.millrace.runtime.ServiceProcess;
import dev.millrace.runtime.http.Deferred;
import dev.millrace.runtime.http.Health;
import dev.millrace.runtime.http.HttpService;
import dev.millrace.runtime.http.HttpService.Operations;
import dev.millrace.runtime.http.Metrics;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.kafka.KafkaTopics;
import dev.millrace.runtime.kafka.KafkaTopics.Wanted;
import dev.millrace.runtime.retry.Attempts;
import dev.millrace.runtime.scylla.SchemaMigrator;
import dev.millrace.runtime.scylla.ScyllaHealth;
import dev.millrace.runtime.scylla.ScyllaSessions;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.stream.Stream;

/** Starts the projections and the query API over them. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    ServiceProcess.run("projection-streams", args, ProjectionSettings::from, Main::start);
  }

  private static void start(ProjectionSettings settings, ServiceProcess process)
      throws InterruptedException {
    var metrics = Metrics.registry("projection-streams");
    var health = new Health();
    var queries = new Deferred<QueryRoutes>();
    health.add("database", queries::isProvided);
    HttpService http =
        HttpService.start(
            settings.http(),
            new Operations(health, metrics),
            routes -> QueryRoutes.addTo(routes, queries));
    Attempts.untilDone("topics", () -> ensureTopics(settings.kafka()));
    CqlSession session = process.closing(ScyllaSessions.open(settings.scylla()));
    if (settings.scylla().migrate()) {
      Attempts.untilDone("schema", () -> SchemaMigrator.migrate(session));
    }
    var models = ReadModels.of(session, metrics);
    int maxInFlight = settings.streams().maxInFlight();
    for (var guarded :
        List.of(models.orderProjection(maxInFlight), models.ordersByCustomer(maxInFlight))) {
      var application = process.closing(run(guarded, settings, metrics));
      health.add("projection-" + guarded.projection().name(), application::isRunning);
    }
    queries.provide(new QueryRoutes(models.orders(), models.customers(), settings.query()));
    // Only now: a service that says it is ready must not answer that it is starting.
    health.add("database", ScyllaHealth.answers(session));
    // Handed over last, to be closed first: requests in flight still need the session.
    process.closing(http);
  }

  private static ProjectionApplication run(
      ReadModels.Guarded guarded, ProjectionSettings settings, PrometheusMeterRegistry metrics) {
    var properties =
        StreamsProperties.of(
            guarded.projection().name(), settings.kafka().bootstrapServers(), settings.streams());
    return ProjectionApplication.start(
        guarded.projection(), guarded.barrier(), properties, metrics);
  }

  private static void ensureTopics(KafkaSettings settings) {
    KafkaTopics.ensure(
        settings,
        Stream.of(Topics.ORDER_EVENTS, Topics.ORDER_VIEWS, Topics.PROJECTION_DLQ)
            .map(topic -> new Wanted(topic.name(), settings.partitions(), topic.compacted()))
            .toList());
  }
}
