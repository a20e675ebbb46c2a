package dev.millrace.projection.sink;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;
import com.datastax.oss.driver.api.core.servererrors.FunctionFailureException;
import com.datastax.oss.driver.api.core.servererrors.ProtocolError;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import java.util.List;

/** Which failures of the database pass by themselves. */
public final class TransientFailures {

  /** The request itself is at fault, or the configuration; all else is the state of the cluster. */
  private static final List<Class<? extends DriverException>> LASTING =
      List.of(
          QueryValidationException.class,
          InvalidKeyspaceException.class,
          FunctionFailureException.class,
          ProtocolError.class);

  private TransientFailures() {}

  /** Whether the same request may succeed later. */
  public static boolean contain(Throwable error) {
    return error instanceof DriverException
        && LASTING.stream().noneMatch(type -> type.isInstance(error));
  }
}
