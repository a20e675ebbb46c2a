package dev.millrace.testkit;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Source;

/** What a topology consists of: sub-topologies, each with its nodes and the topics it reads. */
record Subtopologies(Map<Integer, Part> parts) {

  /** How the DSL names the topics between sub-topologies, which get the application's prefix. */
  private static final String INTERNAL = "-repartition";

  /** No sub-topology. */
  static final Part NOTHING = new Part(Set.of(), Set.of());

  /** One of them. */
  record Part(Set<String> nodes, Set<String> sources) {}

  static Subtopologies of(TopologyDescription description, String applicationId) {
    if (!description.globalStores().isEmpty()) {
      throw new UnsupportedOperationException(
          "topology must have no global stores: the simulation does not have them");
    }
    Map<Integer, Part> parts = new TreeMap<>();
    description
        .subtopologies()
        .forEach(subtopology -> parts.put(subtopology.id(), part(subtopology, applicationId)));
    return new Subtopologies(parts);
  }

  private static void requireSimulated(TopologyDescription.Subtopology subtopology) {
    Set<String> read = new TreeSet<>();
    boolean processes = false;
    for (Node node : subtopology.nodes()) {
      processes |= node instanceof TopologyDescription.Processor;
      if (node instanceof Source source && source.topicSet() != null) {
        read.addAll(source.topicSet());
      }
    }
    if (!processes) {
      throw new UnsupportedOperationException(
          "sub-topology " + subtopology.id() + " must have a processor");
    }
    // The driver hands such a record on at once, and the simulation would once more.
    for (Node node : subtopology.nodes()) {
      if (node instanceof TopologyDescription.Sink sink && read.contains(sink.topic())) {
        throw new UnsupportedOperationException(
            "sub-topology %d must not write to topic %s, which it reads"
                .formatted(subtopology.id(), sink.topic()));
      }
    }
  }

  private static Part part(TopologyDescription.Subtopology subtopology, String applicationId) {
    requireSimulated(subtopology);
    Set<String> sources = new TreeSet<>();
    for (Node node : subtopology.nodes()) {
      if (node instanceof Source source) {
        sources.addAll(topics(source, applicationId));
      }
    }
    Set<String> nodes = subtopology.nodes().stream().map(Node::name).collect(Collectors.toSet());
    return new Part(nodes, sources);
  }

  private static Set<String> topics(Source source, String applicationId) {
    if (source.topicSet() == null) {
      throw new UnsupportedOperationException(
          "source "
              + source.name()
              + " must name its topics, has pattern "
              + source.topicPattern());
    }
    return source.topicSet().stream()
        .map(topic -> topic.endsWith(INTERNAL) ? applicationId + "-" + topic : topic)
        .collect(Collectors.toSet());
  }

  /** All topics that are read. */
  Set<String> sources() {
    return parts.values().stream()
        .flatMap(part -> part.sources().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
