package dev.millrace.cli.doctor.probe;

import dev.millrace.cli.doctor.check.TopicFacts;
import dev.millrace.cli.doctor.check.TopicFacts.Partition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/** Reads what topics there are, and how they are set. */
final class TopicDescriptions {

  private TopicDescriptions() {}

  static Map<String, TopicFacts> read(Admin admin, Predicate<String> wanted) throws Exception {
    List<String> names =
        KafkaProbe.await(admin.listTopics(new ListTopicsOptions().listInternal(true)).names())
            .stream()
            .filter(wanted)
            .toList();
    Map<String, TopicDescription> topics =
        KafkaProbe.await(admin.describeTopics(names).allTopicNames());
    Map<ConfigResource, Config> configs =
        KafkaProbe.await(
            admin.describeConfigs(names.stream().map(TopicDescriptions::resource).toList()).all());
    Map<String, TopicFacts> facts = new TreeMap<>();
    topics.forEach((name, topic) -> facts.put(name, facts(topic, configs.get(resource(name)))));
    return facts;
  }

  static List<TopicPartition> partitions(Admin admin, Predicate<String> wanted) throws Exception {
    return read(admin, wanted).values().stream()
        .flatMap(
            topic ->
                IntStream.range(0, topic.partitions().size())
                    .mapToObj(number -> new TopicPartition(topic.name(), number)))
        .toList();
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private static TopicFacts facts(TopicDescription topic, @Nullable Config config) {
    Map<String, String> settings = new HashMap<>();
    if (config != null) {
      config.entries().stream()
          .filter(entry -> entry.value() != null)
          .forEach(entry -> settings.put(entry.name(), entry.value()));
    }
    return new TopicFacts(
        topic.name(),
        topic.partitions().stream().map(TopicDescriptions::partition).toList(),
        settings);
  }

  private static Partition partition(TopicPartitionInfo info) {
    boolean hasLeader = info.leader() != null && !info.leader().isEmpty();
    return new Partition(hasLeader, info.replicas().size(), info.isr().size());
  }
}
