package dev.millrace.projection.status;

/** What one event changes in the two tables. Lives within the topology. */
record StatusStep(StatusOrder order, StatusCounts counts) {}
