package dev.millrace.cli.conservation;

import dev.millrace.contract.EncodedEvent;

/**
 * A record of the public topic.
 *
 * @param partition where it lies
 * @param offset its place there
 */
public record PublishedEvent(EncodedEvent event, int partition, long offset) {}
