package dev.millrace.command.handler;

import dev.millrace.contract.EventMetadata;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A command on its way to its aggregate.
 *
 * @param name the command's wire name
 * @param fingerprint tells one command's content from another's that reuses its id
 * @param expectedVersion the version that the client wants to change, if it said so
 * @param metadata its causation id is the command's id
 */
public record CommandRequest<C>(
    UUID aggregateId,
    C command,
    String name,
    String fingerprint,
    OptionalLong expectedVersion,
    EventMetadata metadata) {

  /** The idempotency key: the same id is carried out once. */
  public UUID commandId() {
    return metadata.causationId();
  }
}
