package dev.millrace.local.broker;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/** Configures Kafka as a small single node on loopback. */
record BrokerConfig(Path directory, int port, int controllerPort) {

  /** Writes the server's properties and returns their file. */
  Path write() throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve("server.properties");
    try (Writer out = Files.newBufferedWriter(file)) {
      properties().store(out, null);
    }
    return file;
  }

  /** Broker and controller in one. */
  Properties properties() {
    Properties p = common();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    p.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    p.setProperty("auto.create.topics.enable", "false");
    p.setProperty("group.initial.rebalance.delay.ms", "0");
    oneReplica(p);
    // Few partitions for Kafka's own topics: each costs files and start-up time.
    p.setProperty("offsets.topic.num.partitions", "4");
    p.setProperty("transaction.state.log.num.partitions", "4");
    p.setProperty("share.coordinator.state.topic.num.partitions", "1");
    // So that a group recovers in seconds after its only member was killed.
    p.setProperty("group.min.session.timeout.ms", "1000");
    p.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    // Tests write records with fixed dates, which must not grow too old for the default retention.
    p.setProperty(
        "log.retention.check.interval.ms", Long.toString(Duration.ofDays(365).toMillis()));
    p.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
    // Nobody could take over from a node that was paused, and fencing it does harm: see LastRun.
    p.setProperty("broker.session.timeout.ms", "600000");
    return p;
  }

  /** The controller without the broker, which it fences soon. */
  Properties controllerAlone() {
    Properties p = common();
    p.setProperty("process.roles", "controller");
    p.setProperty("listeners", "CONTROLLER://127.0.0.1:" + controllerPort);
    p.setProperty("broker.session.timeout.ms", "500");
    p.setProperty("broker.heartbeat.interval.ms", "250");
    return p;
  }

  private Properties common() {
    Properties p = new Properties();
    p.setProperty("node.id", "1");
    p.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    p.setProperty("controller.listener.names", "CONTROLLER");
    p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.setProperty("log.dirs", directory.resolve("data").toString());
    return p;
  }

  private static void oneReplica(Properties p) {
    p.setProperty("default.replication.factor", "1");
    p.setProperty("offsets.topic.replication.factor", "1");
    p.setProperty("transaction.state.log.replication.factor", "1");
    p.setProperty("transaction.state.log.min.isr", "1");
    p.setProperty("share.coordinator.state.topic.replication.factor", "1");
    p.setProperty("share.coordinator.state.topic.min.isr", "1");
  }
}
