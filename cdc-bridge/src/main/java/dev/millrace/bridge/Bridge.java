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
import io.javalin.config.RoutesConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the bridge together, of the parts that its settings ask for. */
final class Bridge {

  private static final Logger log = LoggerFactory.getLogger(Bridge.class);

  private final CdcBridgeSettings settings;
  private final ServiceProcess process;
  private final PrometheusMeterRegistry metrics = Metrics.registry("cdc-bridge");
  private final Health health = new Health();
  private final WaitingAggregates waiting = new WaitingAggregates();
  private final Deferred<Capture> capture = new Deferred<>();

  Bridge(CdcBridgeSettings settings, ServiceProcess process) {
    this.settings = settings;
    this.process = process;
  }

  void start() throws InterruptedException {
    BridgeRoles roles = settings.roles();
    roles.doubt().ifPresent(log::warn);
    // First: what it waits for from now on shows in its readiness.
    BridgeHealth.nothingYet(health, roles);
    process.closing(
        HttpService.start(settings.http(), new Operations(health, metrics), this::addTo));
    CqlSession session = openSession();
    // Last of what is waited for: clients are made next, which cannot be while no broker's name
    // resolves, and a name that has just resolved does so for half a minute more.
    Attempts.untilDone("topics", () -> BridgeTopics.ensure(settings.kafka(), settings.sequencer()));
    if (roles.sequencer()) {
      startSequencer(session);
    }
    if (roles.capture()) {
      startCapture(session);
    }
    if (roles.auditor()) {
      startAuditor(session);
    }
  }

  private void addTo(RoutesConfig routes) {
    if (settings.roles().sequencer()) {
      WaitingRoute.addTo(routes, waiting);
    }
    if (settings.roles().capture()) {
      CaptureRoutes.addTo(routes, capture);
    }
  }

  private CqlSession openSession() throws InterruptedException {
    CqlSession session = process.closing(ScyllaSessions.open(settings.scylla()));
    health.add(BridgeHealth.DATABASE, ScyllaHealth.answers(session));
    if (settings.scylla().migrate()) {
      Attempts.untilDone("schema", () -> SchemaMigrator.migrate(session));
    }
    return session;
  }

  private void startSequencer(CqlSession session) {
    var gaps = new EventStoreReader(session, table().keyspace, table().name);
    var parts = new Sequencer.Parts(gaps, waiting, metrics);
    var sequencer = process.closing(Sequencer.start(settings.sequencer(), settings.kafka(), parts));
    health.add(BridgeHealth.SEQUENCER, sequencer::isAlive);
  }

  private void startCapture(CqlSession session) {
    var source = new Capture.Settings(settings.capture(), settings.scylla(), settings.kafka());
    capture.provide(process.closing(Capture.start(source, session, metrics)));
    health.add(BridgeHealth.CAPTURE, () -> capture.get().isAlive());
  }

  private void startAuditor(CqlSession session) {
    // Which instance is the one to audit is known from capture; where that is somebody else's
    // work, every instance that is asked to audit does.
    BooleanSupplier mine =
        settings.roles().capture() ? () -> capture.get().ownsAuditor() : () -> true;
    var table = new Auditor.Table(table().keyspace, table().name);
    var parts = new Auditor.Parts(session, settings.kafka(), mine, metrics);
    process.closing(Auditor.start(settings.auditor(), table, parts));
  }

  private TableName table() {
    return settings.capture().table();
  }
}
