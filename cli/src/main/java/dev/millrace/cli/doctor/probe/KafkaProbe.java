package dev.millrace.cli.doctor.probe;

import dev.millrace.cli.doctor.check.Fact;
import dev.millrace.cli.doctor.check.GroupCheck.Group;
import dev.millrace.cli.doctor.check.TopicFacts;
import dev.millrace.cli.doctor.check.TransactionsCheck.Hanging;
import dev.millrace.runtime.kafka.GroupLag;
import dev.millrace.runtime.kafka.TopicOffsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.KafkaFuture;

/** Asks Kafka. */
public final class KafkaProbe implements AutoCloseable {

  private static final String PART = "kafka";
  private static final int TIMEOUT_MILLIS = 5_000;

  private final String bootstrapServers;
  private final Fact<Admin> admin;

  private KafkaProbe(String bootstrapServers, Fact<Admin> admin) {
    this.bootstrapServers = bootstrapServers;
    this.admin = admin;
  }

  /** Connects, if there is a broker. */
  public static KafkaProbe open(String bootstrapServers) {
    return new KafkaProbe(bootstrapServers, Fact.ask(nothing -> connect(bootstrapServers)));
  }

  private static Admin connect(String bootstrapServers) throws Exception {
    Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS));
    try {
      await(admin.describeCluster().nodes());
      return admin;
    } catch (Exception e) {
      admin.close(Duration.ZERO);
      throw e;
    }
  }

  static <T> T await(KafkaFuture<T> future) throws Exception {
    return future.get(2L * TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** How many brokers there are. */
  public Fact<Integer> brokers() {
    return admin instanceof Fact.Failed<Admin> failed
        ? new Fact.Failed<>(failed.why())
        : admin.then(PART, it -> await(it.describeCluster().nodes()).size());
  }

  /** The topics with these names, Kafka's own among them; those that are missing are left out. */
  public Fact<Map<String, TopicFacts>> topics(Predicate<String> names) {
    return admin.then(PART, it -> TopicDescriptions.read(it, names));
  }

  /** States of the consumer groups with these names, in their order. */
  public Fact<Map<String, String>> groups(Predicate<String> names) {
    return admin.then(PART, it -> states(await(it.listGroups().all()), names));
  }

  private static Map<String, String> states(
      Collection<GroupListing> groups, Predicate<String> names) {
    return groups.stream()
        .filter(group -> names.test(group.groupId()))
        .collect(
            Collectors.toMap(
                GroupListing::groupId,
                group -> group.groupState().map(Object::toString).orElse("unknown"),
                (one, other) -> one,
                TreeMap::new));
  }

  /**
   * A group with its lag.
   *
   * @param source the topic that it reads; others count as far as it has read them
   */
  public Fact<Group> group(String id, String state, String source) {
    return admin.then(
        PART,
        it -> {
          GroupLag lag = GroupLag.of(it, bootstrapServers, id, List.of(source));
          Duration age =
              lag.oldest().map(oldest -> Duration.between(oldest, Instant.now())).orElse(null);
          return new Group(id, state, lag.records(), lag.expired(), age);
        });
  }

  /** Transactions in the topics with these names that nobody will end. */
  public Fact<List<Hanging>> hangingTransactions(Predicate<String> names) {
    return admin.then(
        PART, it -> OpenTransactions.hanging(it, TopicDescriptions.partitions(it, names)));
  }

  /** How many offsets a topic has between its first and its last record. */
  public Fact<Long> size(String topic) {
    return admin.then(
        PART,
        it ->
            TopicOffsets.ofTopics(it, List.of(topic)).values().stream()
                .mapToLong(range -> range.end() - range.begin())
                .sum());
  }

  /** When a topic's newest record was written; empty if it has none, or there is no such topic. */
  public Fact<Optional<Instant>> newest(String topic) {
    return admin.then(PART, it -> NewestRecord.of(it, topic));
  }

  @Override
  public void close() {
    if (admin instanceof Fact.Known<Admin> known) {
      known.value().close(Duration.ofSeconds(1));
    }
  }
}
