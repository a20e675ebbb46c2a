package dev.millrace.contract;

/** An event that cannot be read. Its message has the event's coordinates, never its payload. */
public final class EventDecodingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EventDecodingException(EncodedEvent event, String reason) {
    super(event.coordinates() + ": " + reason);
  }

  EventDecodingException(EncodedEvent event, String reason, Throwable cause) {
    super(event.coordinates() + ": " + reason, cause);
  }
}
