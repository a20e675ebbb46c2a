package dev.millrace.command.store;

/** The stored events of an aggregate break the store's own rules; the message has coordinates. */
public final class CorruptHistoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CorruptHistoryException(String message) {
    super(message);
  }

  CorruptHistoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
