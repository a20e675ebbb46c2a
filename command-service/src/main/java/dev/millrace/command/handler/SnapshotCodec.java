package dev.millrace.command.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.millrace.command.store.Snapshot;
import dev.millrace.contract.ContractJson;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Aggregates as snapshots, and back. */
final class SnapshotCodec<S> {

  private static final Logger log = LoggerFactory.getLogger(SnapshotCodec.class);

  private final String aggregateType;
  private final StateSchema<S> schema;
  private final SnapshotMetrics metrics;

  SnapshotCodec(AggregateDefinition<?, S, ?> aggregate, SnapshotMetrics metrics) {
    this.aggregateType = aggregate.types().aggregateType();
    this.schema = aggregate.schema();
    this.metrics = metrics;
  }

  Snapshot write(UUID aggregateId, Folded<S> folded) {
    return new Snapshot(
        aggregateId,
        aggregateType,
        folded.version(),
        schema.version(),
        ContractJson.write(folded.state()),
        folded.createdAt(),
        folded.updatedAt());
  }

  /** The aggregate; empty, and counted, if the snapshot is of no use. */
  Optional<Folded<S>> read(Snapshot snapshot) {
    if (snapshot.schemaVersion() != schema.version()
        || !snapshot.aggregateType().equals(aggregateType)) {
      metrics.outdated();
      return Optional.empty();
    }
    try {
      S state =
          ContractJson.read(
              schema.type(), ContractJson.lenientReader(schema.type()), snapshot.state());
      return Optional.of(
          new Folded<>(snapshot.sequence(), state, snapshot.createdAt(), snapshot.updatedAt()));
    } catch (JsonProcessingException e) {
      metrics.corrupt();
      log.warn(
          "snapshot skipped aggregateId={} sequence={} cause={}",
          snapshot.aggregateId(),
          snapshot.sequence(),
          e.getOriginalMessage());
      return Optional.empty();
    }
  }
}
