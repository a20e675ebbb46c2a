package dev.millrace.runtime.store;

/** A row of the event store is no event; the message names column, rule and value. */
public final class UnusableRowException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnusableRowException(String message) {
    super(message);
  }

  UnusableRowException(String message, Throwable cause) {
    super(message, cause);
  }
}
