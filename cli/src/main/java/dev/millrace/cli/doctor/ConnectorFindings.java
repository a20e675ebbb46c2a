package dev.millrace.cli.doctor;

import dev.millrace.cli.doctor.Targets.ConnectTarget;
import dev.millrace.cli.doctor.check.ConnectWorkerCheck;
import dev.millrace.cli.doctor.check.ConnectorErrorsCheck;
import dev.millrace.cli.doctor.check.ConnectorOffsetsCheck;
import dev.millrace.cli.doctor.check.ConnectorOffsetsCheck.Log;
import dev.millrace.cli.doctor.check.ConnectorRecordsCheck;
import dev.millrace.cli.doctor.check.ConnectorSettings;
import dev.millrace.cli.doctor.check.ConnectorStateCheck;
import dev.millrace.cli.doctor.check.ConnectorTopicCheck;
import dev.millrace.cli.doctor.check.ConnectorWindowsCheck;
import dev.millrace.cli.doctor.check.ConnectorWindowsCheck.Streams;
import dev.millrace.cli.doctor.check.Fact;
import dev.millrace.cli.doctor.check.Finding;
import dev.millrace.cli.doctor.check.GenerationCheck.Generation;
import dev.millrace.cli.doctor.check.HeartbeatCheck;
import dev.millrace.cli.doctor.probe.ConnectProbe;
import dev.millrace.cli.doctor.probe.DatabaseProbe;
import dev.millrace.cli.doctor.probe.KafkaProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a Connect worker tells of the connector that captures. */
final class ConnectorFindings {

  private final ConnectTarget target;
  private final ConnectProbe connect;
  private final DatabaseProbe database;
  private final KafkaProbe kafka;

  ConnectorFindings(ConnectTarget target, DatabaseProbe database, KafkaProbe kafka) {
    this.target = target;
    this.connect = ConnectProbe.of(target.worker(), target.connector());
    this.database = database;
    this.kafka = kafka;
  }

  List<Finding> all() {
    Fact<ConnectorSettings> settings = connect.deployed();
    return List.of(
        ConnectWorkerCheck.worker(connect.address(), connect.version()),
        connect.plugins().judge("connector plugin", ConnectWorkerCheck::plugin),
        connect
            .status()
            .judge(
                "connector",
                status -> ConnectorStateCheck.check(target.connector(), status.orElse(null))),
        offsets(settings),
        heartbeat(settings),
        settings.judge("connector records", ConnectorRecordsCheck::check),
        topic(settings),
        settings.judge("connector errors", ConnectorErrorsCheck::check),
        settings.judge("connector windows", it -> ConnectorWindowsCheck.check(it, streams())));
  }

  private Finding offsets(Fact<ConnectorSettings> settings) {
    return settings.judge(
        "connector offsets",
        deployed ->
            connect
                .offsets(DatabaseProbe.TABLE)
                .judge(
                    "connector offsets",
                    found -> ConnectorOffsetsCheck.check(found, deployed, log(), Instant.now())));
  }

  private Finding heartbeat(Fact<ConnectorSettings> settings) {
    return settings.judge(
        "connector heartbeat",
        deployed ->
            kafka
                .newest(deployed.heartbeatTopic())
                .judge(
                    "connector heartbeat",
                    newest -> HeartbeatCheck.check(deployed, newest.orElse(null), Instant.now())));
  }

  private Finding topic(Fact<ConnectorSettings> settings) {
    return settings.judge(
        "connector topic",
        deployed ->
            connect
                .topics()
                .judge("connector topic", it -> ConnectorTopicCheck.check(deployed, it)));
  }

  private Log log() {
    Duration ttl =
        orNull(database.cdc().then("database", cdc -> Duration.ofSeconds(cdc.ttlSeconds())));
    return new Log(generation(), ttl == null || ttl.isZero() ? null : ttl);
  }

  private Streams streams() {
    Generation newest = generation();
    Optional<Map<String, Integer>> replication = orNull(database.replication());
    int replicas =
        replication == null
            ? 0
            : replication.orElse(Map.of()).values().stream().mapToInt(it -> it).max().orElse(0);
    return new Streams(newest == null ? 0 : newest.streams(), replicas);
  }

  private @Nullable Generation generation() {
    Optional<Generation> newest = orNull(database.generation());
    return newest == null ? null : newest.orElse(null);
  }

  /** What is not known has a finding of its own. */
  private static <T> @Nullable T orNull(Fact<T> fact) {
    return fact instanceof Fact.Known<T> known ? known.value() : null;
  }
}
