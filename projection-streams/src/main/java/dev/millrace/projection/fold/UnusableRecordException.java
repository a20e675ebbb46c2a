package dev.millrace.projection.fold;

/** A record that is well formed and yet cannot be folded; the message says why. */
final class UnusableRecordException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnusableRecordException(String message) {
    super(message);
  }

  /** What a failure says; its kind if it says nothing. */
  static String message(RuntimeException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
