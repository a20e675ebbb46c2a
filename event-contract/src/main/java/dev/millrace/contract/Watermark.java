package dev.millrace.contract;

import java.util.UUID;

/**
 * The word of the event store that an aggregate has so many events. It brings none of them, and
 * tells of those that no other record does.
 *
 * @param version the highest sequence that the store had; it may have more by now
 */
public record Watermark(UUID aggregate, long version) implements CaptureRecord {}
