package dev.millrace.acceptance.history;

import java.util.UUID;

/**
 * What the store has of an event.
 *
 * @param commandId the command that made it
 * @param quantity what it says
 */
record StoredEvent(UUID order, long sequence, UUID commandId, int quantity) {}
