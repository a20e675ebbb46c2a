package dev.millrace.projection.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import com.datastax.oss.driver.api.core.connection.BusyConnectionException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.connection.HeartbeatException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransientFailuresTest {

  static Stream<Throwable> passing() {
    return Stream.of(
        new DriverTimeoutException("timeout"),
        new NoNodeAvailableException(),
        AllNodesFailedException.fromErrors(List.of()),
        new RequestThrottlingException("full"),
        new BusyConnectionException(1),
        new ClosedConnectionException("closed"),
        new HeartbeatException(InetSocketAddress.createUnresolved("x", 1), "silent", null));
  }

  static Stream<Throwable> lasting() {
    return Stream.of(
        new InvalidKeyspaceException("none"),
        new IllegalStateException("session is closed"),
        new ArithmeticException("does not fit"));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void theStateOfTheClusterPasses(Throwable error) {
    assertThat(TransientFailures.contain(error)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void theRequestItselfDoesNot(Throwable error) {
    assertThat(TransientFailures.contain(error)).isFalse();
  }
}
