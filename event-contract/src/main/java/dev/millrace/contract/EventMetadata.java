package dev.millrace.contract;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an event came from.
 *
 * @param correlationId the conversation that it is part of; the client's, or made up at the edge
 * @param causationId the command that caused it
 * @param userId who asked, as the client said; null where it did not
 * @param traceparent <a href="https://www.w3.org/TR/trace-context/">W3C trace context</a>; null
 *     where there is none
 * @param attributes the client's own free entries
 */
public record EventMetadata(
    String correlationId,
    UUID causationId,
    @Nullable String userId,
    @Nullable String traceparent,
    Map<String, String> attributes) {

  public EventMetadata {
    requireNonNull(correlationId, "correlationId is null");
    requireNonNull(causationId, "causationId is null");
    // Absent in JSON means none.
    attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
  }
}
