package dev.millrace.command.store;

/** The store did not answer. Whatever was asked may be asked again. */
public final class StoreUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
