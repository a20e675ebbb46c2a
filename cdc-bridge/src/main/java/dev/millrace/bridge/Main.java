package dev.millrace.bridge;

import com.datastax.oss.driver.api.core.CqlSession;
import com.scylladb.cdc.model.TableName;
import dev.millrace.bridge.audit.Auditor;
import dev.millrace.bridge.capture.Capture;
import dev.millrace.bridge.capture.CaptureRoutes;
import dev.millrace.bridge.sequencer.EventStoreReader;
import dev.millrace.bridge.sequencer.Sequencer;
import dev.millrace.bridge.sequencer.WaitingAggregates;
import dev.millrace.bridge.sequencer.WaitingRoute;
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

/** Starts the CDC bridge. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    CommonPool.widen();
    ServiceProcess.run("cdc-bridge", args, CdcBridgeSettings::from, Main::start);
  }

  private static void start(CdcBridgeSettings settings, ServiceProcess process)
      throws InterruptedException {
    var metrics = Metrics.registry("cdc-bridge");
    var health = new Health();
    // First and last: what it waits for shows in its readiness.
    BridgeHealth.nothingYet(health);
    var waiting = new WaitingAggregates();
    var capture = new Deferred<Capture>();
    process.closing(
        HttpService.start(
            settings.http(),
            new Operations(health, metrics),
            routes -> {
              WaitingRoute.addTo(routes, waiting);
              CaptureRoutes.addTo(routes, capture);
            }));
    Attempts.untilDone("topics", () -> BridgeTopics.ensure(settings.kafka(), settings.sequencer()));
    CqlSession session = process.closing(ScyllaSessions.open(settings.scylla()));
    health.add(BridgeHealth.DATABASE, ScyllaHealth.answers(session));
    if (settings.scylla().migrate()) {
      Attempts.untilDone("schema", () -> SchemaMigrator.migrate(session));
    }
    TableName table = settings.capture().table();
    var gaps = new EventStoreReader(session, table.keyspace, table.name);
    var sequencer =
        process.closing(
            Sequencer.start(
                settings.sequencer(),
                settings.kafka(),
                new Sequencer.Parts(gaps, waiting, metrics)));
    health.add(BridgeHealth.SEQUENCER, sequencer::isRunning);
    var source = new Capture.Settings(settings.capture(), settings.scylla(), settings.kafka());
    capture.provide(process.closing(Capture.start(source, metrics)));
    health.add(BridgeHealth.CAPTURE, () -> capture.get().isAlive());
    process.closing(
        Auditor.start(
            settings.auditor(),
            new Auditor.Table(table.keyspace, table.name),
            new Auditor.Parts(
                session, settings.kafka(), () -> capture.get().ownsAuditor(), metrics)));
  }
}
