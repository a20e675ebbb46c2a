package dev.millrace.bridge;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.bridge.sequencer.EventStoreReader;
import dev.millrace.bridge.sequencer.Sequencer;
import dev.millrace.bridge.sequencer.SequencerSettings;
import dev.millrace.bridge.sequencer.WaitingAggregates;
import dev.millrace.contract.Topics;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.scylla.SchemaMigrator;
import dev.millrace.runtime.scylla.ScyllaSessions;
import dev.millrace.runtime.scylla.ScyllaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The local stack with schema and topics in place. */
public record BridgeStack(CqlSession session, ScyllaSettings scylla, KafkaSettings kafka)
    implements AutoCloseable {

  private static final int PARTITIONS = 3;

  // Closed with the record.
  @SuppressWarnings("resource")
  public static BridgeStack open(LocalStackEndpoints endpoints) {
    var scylla =
        new ScyllaSettings(
            List.of(endpoints.database()), endpoints.datacenter(), Duration.ofSeconds(20), true);
    var kafka = new KafkaSettings(endpoints.kafkaBootstrap(), PARTITIONS);
    CqlSession session = ScyllaSessions.open(scylla);
    SchemaMigrator.migrate(session);
    var stack = new BridgeStack(session, scylla, kafka);
    stack.ensureTopics();
    return stack;
  }

  /** Creates topics that are missing, as a start of the bridge does. */
  public void ensureTopics() {
    BridgeTopics.ensure(kafka, sequencer(Path.of("unused")));
  }

  public static SequencerSettings sequencer(Path stateDirectory) {
    return new SequencerSettings(
        Duration.ofMillis(20),
        Set.of(Topics.ORDER_EVENTS.name()),
        stateDirectory,
        Duration.ofSeconds(1),
        16);
  }

  /** What a sequencer works with, its gaps read from the event store. */
  public Sequencer.Parts parts(MeterRegistry registry) {
    var gaps = new EventStoreReader(session, "millrace", "event_store");
    return new Sequencer.Parts(gaps, new WaitingAggregates(), registry);
  }

  @Override
  public void close() {
    session.close();
  }
}
