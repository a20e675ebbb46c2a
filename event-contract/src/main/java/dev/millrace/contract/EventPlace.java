package dev.millrace.contract;

import java.util.UUID;

/**
 * The place of an event in the history of an aggregate.
 *
 * @param sequence from 1
 */
public record EventPlace(UUID aggregate, long sequence) {}
