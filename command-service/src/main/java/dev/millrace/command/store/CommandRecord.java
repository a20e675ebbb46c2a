package dev.millrace.command.store;

import java.util.UUID;

/**
 * What is remembered of a command that was carried out.
 *
 * @param name the command's wire name
 * @param fingerprint tells one command's content from another's
 * @param firstSequence of the events that it made
 * @param lastSequence of the events that it made
 */
public record CommandRecord(
    UUID commandId, String name, String fingerprint, long firstSequence, long lastSequence) {}
