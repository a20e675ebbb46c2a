package dev.millrace.projection.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.projection.Build;
import dev.millrace.projection.sink.SinkBarrier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamsPropertiesTest {

  private static final SinkBarrier.Limits LIMITS = new SinkBarrier.Limits(1, 100);

  @Test
  void everySettingHasItsPlace() {
    var settings =
        new StreamsSettings(
            Duration.ofMillis(70),
            Path.of("state"),
            3,
            Duration.ofSeconds(20),
            Duration.ofSeconds(8),
            2,
            LIMITS,
            1);
    var properties = StreamsProperties.of(Build.first("order"), "broker:9", settings);
    assertThat(properties)
        .containsAllEntriesOf(
            Map.of(
                "application.id",
                "projection-order",
                "bootstrap.servers",
                "broker:9",
                "commit.interval.ms",
                500L,
                "state.dir",
                "state",
                "num.stream.threads",
                3,
                "num.standby.replicas",
                2,
                "producer.transaction.timeout.ms",
                20_000,
                "consumer.session.timeout.ms",
                8_000,
                "consumer.heartbeat.interval.ms",
                2_000,
                "probing.rebalance.interval.ms",
                60_000L))
        .containsEntry("poll.ms", 17L)
        .containsEntry("producer.max.request.size", 16 << 20)
        .containsEntry("topic.max.message.bytes", 16 << 20);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "3,1", "100,25", "60000,100"})
  void anIdleThreadLooksAtTheClockAgainAndAgainAndDoesNotSpin(long commitMillis, long pollMillis) {
    Duration any = Duration.ofSeconds(10);
    Duration commit = Duration.ofMillis(commitMillis);
    var settings = new StreamsSettings(commit, Path.of("state"), 1, any, any, 0, LIMITS, 1);
    assertThat(StreamsProperties.of(Build.first("order"), "broker:9", settings))
        .containsEntry("poll.ms", pollMillis);
  }

  // What the guarantees stand on: the barrier sits in the commit of a transaction.
  @Test
  void offsetsAndOutputsAreCommittedInOneTransaction() {
    Duration any = Duration.ofSeconds(10);
    var settings = new StreamsSettings(any, Path.of("state"), 1, any, any, 0, LIMITS, 1);
    var config =
        new StreamsConfig(StreamsProperties.of(Build.first("order"), "broker:9", settings));
    assertThat(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
        .isEqualTo("exactly_once_v2");
    assertThat(config.getBoolean(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG))
        .isTrue();
    assertThat(config.getMainConsumerConfigs("group", "client", 0))
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("enable.auto.commit", "false");
  }
}
