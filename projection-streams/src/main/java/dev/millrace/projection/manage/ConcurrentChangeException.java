package dev.millrace.projection.manage;

/** Somebody else changed the builds at the same time; the message says what. */
public final class ConcurrentChangeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ConcurrentChangeException(String message) {
    super(message);
  }
}
