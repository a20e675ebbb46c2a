package dev.millrace.command.handler;

import dev.millrace.command.store.EventStore;
import dev.millrace.command.store.SnapshotStore;
import io.micrometer.core.instrument.MeterRegistry;

/** Where aggregates are kept, and where what is done with them is counted. */
public record Stores(EventStore events, SnapshotStore snapshots, MeterRegistry metrics) {}
