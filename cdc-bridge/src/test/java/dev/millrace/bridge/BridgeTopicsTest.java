package dev.millrace.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bridge.sequencer.SequencerSettings;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.kafka.KafkaTopics.Wanted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BridgeTopicsTest {

  @Test
  void wantsEveryTopicThatItReadsOrWrites() {
    var sequencer =
        new SequencerSettings(
            Duration.ZERO, Set.of("order-events", "more"), Path.of("state"), Duration.ZERO, 1);
    assertThat(BridgeTopics.wanted(new KafkaSettings("nowhere:1", 6), sequencer))
        .containsExactlyInAnyOrder(
            new Wanted("order-capture", 6, false),
            new Wanted("order-capture-dlq", 6, false),
            new Wanted("cdc-bridge-progress", 6, true),
            new Wanted("order-events", 6, false),
            new Wanted("more", 6, false));
  }
}
