package dev.millrace.bridge;

import dev.millrace.bridge.sequencer.SequencerSettings;
import dev.millrace.contract.Topics;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.kafka.KafkaTopics;
import dev.millrace.runtime.kafka.KafkaTopics.Wanted;
import java.util.ArrayList;
import java.util.List;

/** The topics that the bridge reads and writes. */
final class BridgeTopics {

  private BridgeTopics() {}

  /** Creates those that are missing; returns all. */
  static List<Wanted> ensure(KafkaSettings kafka, SequencerSettings sequencer) {
    List<Wanted> topics = wanted(kafka, sequencer);
    KafkaTopics.ensure(kafka, topics);
    return topics;
  }

  static List<Wanted> wanted(KafkaSettings kafka, SequencerSettings sequencer) {
    int partitions = kafka.partitions();
    List<Wanted> topics = new ArrayList<>();
    topics.add(new Wanted(Topics.ORDER_CAPTURE.name(), partitions, false));
    topics.add(new Wanted(Topics.ORDER_CAPTURE_DLQ.name(), partitions, false));
    // As many as instances can share the tasks.
    topics.add(new Wanted(Topics.BRIDGE_PROGRESS.name(), partitions, true));
    sequencer.topics().forEach(topic -> topics.add(new Wanted(topic, partitions, false)));
    return topics;
  }
}
