package dev.millrace.bridge.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

/** The topology against a file: the names of its stores are what a running system has kept. */
class SequencerTopologyGoldenTest {

  @Test
  void isAsItWas() throws IOException {
    var topology = new Topology();
    SequenceProcessor.Tools tools =
        SequencerDriver.tools(
            Set.of(), new HeldEventStore(), new WaitingAggregates(), new SimpleMeterRegistry());
    SequencerTopology.addTo(
        topology, Set.of("order-events", "another-topic"), () -> new SequenceProcessor(tools));
    assertThat(topology.describe().toString().strip()).isEqualTo(golden());
  }

  @Test
  void keepsTheNameOfItsGroup() {
    assertThat(SequencerConfig.APPLICATION_ID).isEqualTo("order-sequencer");
  }

  private static String golden() throws IOException {
    try (InputStream in =
        SequencerTopologyGoldenTest.class.getResourceAsStream("/golden/sequencer-topology.txt")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
