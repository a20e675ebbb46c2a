package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortsTest {

  @Test
  void areDifferentAndNeverThoseOfOutgoingConnections() {
    List<Integer> ports = FreePorts.find(50);

    assertThat(ports)
        .hasSize(50)
        .doesNotHaveDuplicates()
        .allMatch(port -> port > 1023 && port < FreePorts.firstEphemeral());
  }
}
