package dev.millrace.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as it is stored and sent: the envelope around a payload that nobody needs to understand
 * in order to move it.
 *
 * @param id unique to the event
 * @param type wire name, such as {@code order.created}
 * @param schemaVersion version of the payload's schema, from 1
 * @param sequence place in the aggregate's history: 1, 2, 3 … without holes
 * @param occurredAt when the command was decided, in whole milliseconds
 * @param payload JSON object
 */
public record EncodedEvent(
    UUID id,
    String type,
    int schemaVersion,
    AggregateId aggregate,
    long sequence,
    Instant occurredAt,
    EventMetadata metadata,
    String payload) {

  /** Which aggregate, and of which kind. */
  public record AggregateId(String type, UUID id) {}

  /** Where to find it, for error messages. */
  public String coordinates() {
    return aggregate.type()
        + "/"
        + aggregate.id()
        + "@"
        + sequence
        + " "
        + type
        + " v"
        + schemaVersion;
  }
}
