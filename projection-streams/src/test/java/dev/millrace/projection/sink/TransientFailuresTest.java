package dev.millrace.projection.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import com.datastax.oss.driver.api.core.connection.BusyConnectionException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.connection.HeartbeatException;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.servererrors.FunctionFailureException;
import com.datastax.oss.driver.api.core.servererrors.InvalidConfigurationInQueryException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.ProtocolError;
import com.datastax.oss.driver.api.core.servererrors.SyntaxError;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.WriteType;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransientFailuresTest {

  private static final Node NODE = null;

  static Stream<Throwable> passing() {
    return Stream.of(
        new DriverTimeoutException("timeout"),
        new NoNodeAvailableException(),
        AllNodesFailedException.fromErrors(List.of()),
        new RequestThrottlingException("full"),
        new BusyConnectionException(1),
        new ClosedConnectionException("closed"),
        new UnavailableException(NODE, ConsistencyLevel.LOCAL_QUORUM, 2, 1),
        new WriteTimeoutException(NODE, ConsistencyLevel.LOCAL_QUORUM, 1, 2, WriteType.SIMPLE),
        new OverloadedException(NODE),
        new HeartbeatException(InetSocketAddress.createUnresolved("x", 1), "silent", null));
  }

  static Stream<Throwable> lasting() {
    return Stream.of(
        new InvalidKeyspaceException("none"),
        // All kinds of a request that the table or the schema does not take.
        new InvalidQueryException(NODE, "no such column"),
        new SyntaxError(NODE, "no CQL"),
        new UnauthorizedException(NODE, "no MODIFY"),
        new InvalidConfigurationInQueryException(NODE, "no such option"),
        new ProtocolError(NODE, "no such frame"),
        new FunctionFailureException(NODE, "failed"),
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
