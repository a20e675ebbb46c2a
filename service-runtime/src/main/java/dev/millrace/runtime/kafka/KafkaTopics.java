package dev.millrace.runtime.kafka;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that a service needs and that are not there yet. */
public final class KafkaTopics {

  private static final Logger log = LoggerFactory.getLogger(KafkaTopics.class);
  private static final int TIMEOUT_MILLIS = 60_000;

  private KafkaTopics() {}

  /**
   * A topic to be created.
   *
   * @param partitions at least 1; a topic that exists keeps what it has
   * @param kept whether nothing is deleted, however old, whatever the broker does by default
   */
  public record Wanted(String name, int partitions, boolean compacted, boolean kept) {

    public Wanted(String name, int partitions, boolean compacted) {
      this(name, partitions, compacted, false);
    }
  }

  /**
   * Creates what is missing, with the broker's default replication, and leaves the rest alone.
   *
   * @throws KafkaException if the broker cannot be reached or refuses
   */
  public static void ensure(KafkaSettings settings, Collection<Wanted> topics) {
    Map<String, Object> config =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            settings.bootstrapServers(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            TIMEOUT_MILLIS);
    try (Admin admin = Admin.create(config)) {
      var created =
          admin.createTopics(
              topics.stream().map(KafkaTopics::newTopic).toList(),
              new CreateTopicsOptions().timeoutMs(TIMEOUT_MILLIS));
      created.values().forEach((name, future) -> await(name, future));
    }
  }

  /**
   * How many partitions a topic has.
   *
   * @throws KafkaException if there is none, the broker cannot be reached or refuses
   */
  public static int partitions(KafkaSettings settings, String topic) {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers()))) {
      return Await.of(admin.describeTopics(List.of(topic)).allTopicNames())
          .get(topic)
          .partitions()
          .size();
    } catch (IOException e) {
      throw new KafkaException("topic " + topic + " could not be described", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while describing topic " + topic, e);
    }
  }

  /**
   * Those that there are not.
   *
   * @throws KafkaException if the broker cannot be reached or refuses
   */
  public static Set<String> missing(KafkaSettings settings, Collection<String> topics) {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers()))) {
      Set<String> missing = new TreeSet<>(topics);
      missing.removeAll(Await.of(admin.listTopics().names()));
      return missing;
    } catch (IOException e) {
      throw new KafkaException("topics could not be listed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while listing topics", e);
    }
  }

  private static void await(String name, org.apache.kafka.common.KafkaFuture<Void> future) {
    try {
      future.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
      log.info("topic created name={}", name);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaException("topic " + name + " could not be created", e.getCause());
      }
    } catch (TimeoutException e) {
      throw new KafkaException("topic " + name + " could not be created in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while creating topic " + name, e);
    }
  }

  private static NewTopic newTopic(Wanted wanted) {
    String policy =
        wanted.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE;
    return new NewTopic(wanted.name(), Optional.of(wanted.partitions()), Optional.empty())
        .configs(
            wanted.kept()
                ? Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG, policy,
                    TopicConfig.RETENTION_MS_CONFIG, "-1",
                    TopicConfig.RETENTION_BYTES_CONFIG, "-1")
                : Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, policy));
  }
}
