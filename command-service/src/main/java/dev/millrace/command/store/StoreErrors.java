package dev.millrace.command.store;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;

/** The driver's errors as the stores' own. */
final class StoreErrors {

  private StoreErrors() {}

  /** Whether the database's state is at fault, and not the request. */
  static boolean isUnavailability(Throwable error) {
    return error instanceof DriverException && !(error instanceof QueryValidationException);
  }

  static Throwable translate(Throwable error, String what) {
    return isUnavailability(error)
        ? new StoreUnavailableException(what + ": " + error.getMessage(), error)
        : error;
  }
}
