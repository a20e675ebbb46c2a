package dev.millrace.runtime.kafka;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;

/** What applications leave in Kafka. */
public final class ConsumerGroups {

  private ConsumerGroups() {}

  /**
   * Removes a group with its offsets, and those of some topics that are there; does nothing while
   * it has members.
   *
   * @return whether all is gone
   * @throws KafkaException if the broker cannot be reached or refuses
   */
  public static boolean removeIfEmpty(
      KafkaSettings kafka, String group, Collection<String> topics) {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
      if (!removeGroup(admin, group)) {
        return false;
      }
      Set<String> all = Await.of(admin.listTopics().names());
      Await.of(admin.deleteTopics(topics.stream().filter(all::contains).toList()).all());
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
