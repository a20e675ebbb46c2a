package dev.millrace.cli.connect;

/** A Connect worker did not do what it was asked for; the message says what and why. */
public final class ConnectWorkerException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ConnectWorkerException(String message) {
    super(message);
  }

  ConnectWorkerException(String message, Throwable cause) {
    super(message, cause);
  }
}
