package dev.millrace.projection.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.projection.Build;
import dev.millrace.projection.parking.ParkedTopic.Patience;
import dev.millrace.runtime.http.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParkedOverviewTest {

  private static final Patience LITTLE = new Patience(Duration.ofMillis(50), Duration.ofMillis(50));

  @Test
  void aBrokerThatDoesNotAnswerIsAProblemAndNoEmptyList() throws IOException {
    // Connections are taken, and no more.
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var manager = new ProjectionManager(List.of())) {
      String broker = "127.0.0.1:" + silent.getLocalPort();
      var overview = new ParkedOverview(manager, broker, LITTLE);
      assertThatThrownBy(() -> overview.of(new Build("order", 2)))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> {
                assertThat(e.problem().status()).isEqualTo(503);
                assertThat(e.problem().code()).isEqualTo("parked-unavailable");
                assertThat(e.problem().detail())
                    .startsWith("topic order-2-parked cannot be read: ");
              });
    }
  }
}
