package dev.millrace.examples.revenue;

import dev.millrace.examples.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Named;

/** {@code ./millrace example revenue}. */
public final class RevenueExample {

  private RevenueExample() {}

  /** Runs it until it is interrupted or nothing changes any more; returns 1 if it failed. */
  @SuppressWarnings("SystemOut")
  public static int run(Options options) {
    createTopic(options);
    var builder = new StreamsBuilder();
    var progress = new Progress(new AtomicLong(System.nanoTime()), new CountDownLatch(1));
    RevenueTopology.addTo(builder)
        .foreach(
            (hour, total) -> {
              System.out.println(hour + " " + total);
              progress.lastChange().set(System.nanoTime());
            },
            Named.as("tell"));
    Properties properties = properties(options);
    try (var streams = new KafkaStreams(builder.build(properties), properties)) {
      streams.setStateListener(
          (now, before) -> {
            if (now == State.ERROR || now.isShuttingDown()) {
              progress.ended().countDown();
            }
          });
      Runtime.getRuntime().addShutdownHook(new Thread(() -> streams.close(Duration.ofSeconds(5))));
      streams.start();
      return await(streams, options, progress);
    }
  }

  private record Progress(AtomicLong lastChange, CountDownLatch ended) {

    boolean isIdle(Duration bound) {
      return System.nanoTime() - lastChange.get() > bound.toNanos();
    }
  }

  private static int await(KafkaStreams streams, Options options, Progress progress) {
    try {
      while (!progress.ended().await(100, TimeUnit.MILLISECONDS)) {
        if (options.idle().filter(progress::isIdle).isPresent()) {
          return 0;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return streams.state() == State.ERROR ? 1 : 0;
  }

  private static Properties properties(Options options) {
    var properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, options.group());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrap());
    // State, results and place in one transaction; and only committed events are read.
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    // A copy of what Kafka keeps: losing it costs time, nothing else.
    properties.put(
        StreamsConfig.STATE_DIR_CONFIG,
        Path.of(System.getProperty("java.io.tmpdir"), "millrace-examples").toString());
    return properties;
  }

  private static void createTopic(Options options) {
    var topic =
        new NewTopic(RevenueTopology.REVENUE.name(), Optional.empty(), Optional.empty())
            .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrap()))) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaException("topic " + topic.name() + " could not be created", e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while creating topic " + topic.name(), e);
    }
  }
}
