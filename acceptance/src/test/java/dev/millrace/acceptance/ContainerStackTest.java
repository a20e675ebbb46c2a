package dev.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.local.LocalStack;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.local.LocalStackException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What can be known of stacks in containers where there are none. */
class ContainerStackTest {

  @Test
  void theImagesAreThoseOfTheComposeFile() {
    assertThat(ContainerStack.image("scylladb/scylla"))
        .matches("scylladb/scylla:\\d+\\.\\d+\\.\\d+");
    assertThat(ContainerStack.image("redpandadata/redpanda"))
        .matches("redpandadata/redpanda:v\\d+\\.\\d+\\.\\d+");
    assertThatThrownBy(() -> ContainerStack.image("scylladb/other"))
        .hasMessageContaining("scylladb/other");
  }

  @Test
  void addressesAreHostAndPort() {
    assertThat(ContainerStack.withoutScheme("PLAINTEXT://localhost:4711"))
        .isEqualTo("localhost:4711");
    assertThat(ContainerStack.withoutScheme("localhost:4711")).isEqualTo("localhost:4711");
  }

  @Test
  void aStackOfSomebodyElseCanBeReachedAndEndedButNotBroken() {
    var ended = new AtomicBoolean();
    var endpoints =
        new LocalStackEndpoints(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 9042), "dc", "127.0.0.1:9092");
    LocalStack stack = LocalStack.elsewhere(endpoints, () -> ended.set(true));
    assertThat(stack.endpoints()).isEqualTo(endpoints);
    assertThatThrownBy(stack::database).isInstanceOf(LocalStackException.class);
    assertThatThrownBy(stack::broker).isInstanceOf(LocalStackException.class);
    stack.close();
    assertThat(ended).isTrue();
  }
}
