package dev.millrace.projection.query;

import java.time.Instant;
import java.util.UUID;

/** A place in a list of orders, which is sorted by creation, newest first, and then by id. */
public record Position(Instant createdAt, UUID orderId) {}
