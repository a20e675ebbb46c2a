package dev.millrace.bridge.capture;

/** A window that has to be read again. */
final class WindowFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WindowFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
