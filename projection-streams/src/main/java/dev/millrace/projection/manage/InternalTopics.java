package dev.millrace.projection.manage;

import dev.millrace.projection.Build;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;

/** The topics that Kafka Streams makes for a topology. */
final class InternalTopics {

  private InternalTopics() {}

  static Set<String> of(Build build, Topology topology) {
    String prefix = build.applicationId() + "-";
    Set<String> topics = new TreeSet<>();
    for (var part : topology.describe().subtopologies()) {
      for (var node : part.nodes()) {
        if (node instanceof Processor processor) {
          processor.stores().forEach(store -> topics.add(prefix + store + "-changelog"));
        } else if (node instanceof Sink sink
            && sink.topic() != null
            && sink.topic().endsWith("-repartition")) {
          topics.add(sink.topic().startsWith(prefix) ? sink.topic() : prefix + sink.topic());
        }
      }
    }
    return topics;
  }
}
