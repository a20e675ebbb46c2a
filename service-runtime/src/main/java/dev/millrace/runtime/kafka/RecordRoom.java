package dev.millrace.runtime.kafka;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that topics take large records, also topics of earlier releases. */
public final class RecordRoom {

  private static final Logger log = LoggerFactory.getLogger(RecordRoom.class);

  private final Admin admin;
  private final int bytes;

  private RecordRoom(Admin admin, int bytes) {
    this.admin = admin;
    this.bytes = bytes;
  }

  /**
   * Raises {@code max.message.bytes} of topics where it is lower. Topics that do not exist are left
   * out; where the broker does not allow it, the log says so and they stay as they are.
   *
   * @param bytes the largest batch that they are to take
   * @throws KafkaException if the broker cannot be reached
   */
  public static void ensure(KafkaSettings settings, Collection<String> topics, int bytes) {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers()))) {
      var room = new RecordRoom(admin, bytes);
      for (String topic : topics) {
        room.ensure(topic);
      }
    }
  }

  private void ensure(String topic) {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      Config known = Await.of(admin.describeConfigs(List.of(resource)).all()).get(resource);
      String now = known.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value();
      if (Integer.parseInt(now) < bytes) {
        raise(resource);
        log.info("topic takes larger records name={} bytes={} before={}", topic, bytes, now);
      }
    } catch (IOException e) {
      if (e.getCause() instanceof AuthorizationException) {
        log.warn(
            "topic may not take large records, {} is to be raised by hand name={} bytes={}"
                + " cause={}",
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            topic,
            bytes,
            e.getMessage());
      } else if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw new KafkaException("topic " + topic + " could not be made to take large records", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while configuring topic " + topic, e);
    }
  }

  private void raise(ConfigResource resource) throws IOException, InterruptedException {
    var entry = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
    var change = new AlterConfigOp(entry, AlterConfigOp.OpType.SET);
    Await.of(admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all());
  }
}
