package dev.millrace.runtime.kafka;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What applications leave in Kafka. */
public final class ConsumerGroups {

  private static final Logger log = LoggerFactory.getLogger(ConsumerGroups.class);

  private ConsumerGroups() {}

  /** Which topics belong to a group. */
  @FunctionalInterface
  public interface Ownership {

    /**
     * Chooses them.
     *
     * @param topics all that there are
     * @param groups all others that there are
     */
    Set<String> of(Set<String> topics, Set<String> groups);
  }

  /**
   * Removes a group with its offsets, and its topics; does nothing while it has members.
   *
   * @param ownership asked when the group is gone
   * @return whether all is gone
   * @throws KafkaException if the broker cannot be reached or refuses
   */
  public static boolean removeIfEmpty(KafkaSettings kafka, String group, Ownership ownership) {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
      if (!removeGroup(admin, group)) {
        return false;
      }
      Set<String> own = ownership.of(Await.of(admin.listTopics().names()), groups(admin));
      log.info("topics removed group={} topics={}", group, own);
      Await.of(admin.deleteTopics(own).all());
      return true;
    } catch (IOException e) {
      throw new KafkaException("group " + group + " could not be removed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while removing group " + group, e);
    }
  }

  /**
   * Whether a group has committed an offset.
   *
   * @throws KafkaException if the broker cannot be reached or refuses
   */
  public static boolean hasCommitted(KafkaSettings kafka, String group) {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
      return !Await.of(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
          .isEmpty();
    } catch (IOException e) {
      throw new KafkaException("offsets of group " + group + " could not be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while reading offsets of group " + group, e);
    }
  }

  private static Set<String> groups(Admin admin) throws IOException, InterruptedException {
    return Await.of(admin.listGroups().all()).stream()
        .map(GroupListing::groupId)
        .collect(Collectors.toSet());
  }

  private static boolean removeGroup(Admin admin, String group)
      throws IOException, InterruptedException {
    try {
      Await.of(admin.deleteConsumerGroups(List.of(group)).all());
      return true;
    } catch (IOException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return true;
      }
      if (e.getCause() instanceof GroupNotEmptyException) {
        return false;
      }
      throw e;
    }
  }
}
