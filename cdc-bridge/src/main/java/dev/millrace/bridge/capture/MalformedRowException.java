package dev.millrace.bridge.capture;

/** An outbox row that is no event; the message names the column and the rule. */
final class MalformedRowException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedRowException(String message) {
    super(message);
  }

  MalformedRowException(String message, Throwable cause) {
    super(message, cause);
  }
}
