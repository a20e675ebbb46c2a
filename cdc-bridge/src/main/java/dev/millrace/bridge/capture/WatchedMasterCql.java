package dev.millrace.bridge.capture;

import com.scylladb.cdc.cql.MasterCQL;
import com.scylladb.cdc.model.GenerationId;
import com.scylladb.cdc.model.TableName;
import com.scylladb.cdc.model.Timestamp;
import com.scylladb.cdc.model.master.GenerationMetadata;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What scylla-cdc's master asks the database. The master waits for each answer without a bound and
 * asks about once a second; here every answer has a bound, and the time of the last one is known.
 */
final class WatchedMasterCql implements MasterCQL {

  private final MasterCQL cql;
  private final Clock clock;
  private final Duration patience;
  private volatile Instant lastAnswer = Instant.EPOCH;

  /**
   * @param patience longer than the driver's own timeouts: it only ends a wait that nothing else
   *     would end
   */
  WatchedMasterCql(MasterCQL cql, Clock clock, Duration patience) {
    this.cql = cql;
    this.clock = clock;
    this.patience = patience;
  }

  /** When the database last answered; the beginning of time if it never did. */
  Instant lastAnswer() {
    return lastAnswer;
  }

  private <T> CompletableFuture<T> watched(CompletableFuture<T> answer) {
    return answer
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(
            value -> {
              lastAnswer = clock.instant();
              return value;
            });
  }

  @Override
  public CompletableFuture<Optional<Long>> fetchTableTTL(TableName table) {
    return watched(cql.fetchTableTTL(table));
  }

  @Override
  public CompletableFuture<Optional<Throwable>> validateTable(TableName table) {
    return watched(cql.validateTable(table));
  }

  @Override
  public Boolean usesTablets(TableName table) {
    return cql.usesTablets(table);
  }

  @Override
  public CompletableFuture<Optional<GenerationId>> fetchFirstGenerationId() {
    return watched(cql.fetchFirstGenerationId());
  }

  @Override
  public CompletableFuture<GenerationMetadata> fetchGenerationMetadata(GenerationId id) {
    return watched(cql.fetchGenerationMetadata(id));
  }

  @Override
  public CompletableFuture<Optional<Timestamp>> fetchGenerationEnd(GenerationId id) {
    return watched(cql.fetchGenerationEnd(id));
  }

  @Override
  public CompletableFuture<GenerationId> fetchFirstTableGenerationId(TableName table) {
    return watched(cql.fetchFirstTableGenerationId(table));
  }

  @Override
  public CompletableFuture<GenerationMetadata> fetchTableGenerationMetadata(
      TableName table, GenerationId id) {
    return watched(cql.fetchTableGenerationMetadata(table, id));
  }

  @Override
  public CompletableFuture<Optional<Timestamp>> fetchTableGenerationEnd(
      TableName table, GenerationId id) {
    return watched(cql.fetchTableGenerationEnd(table, id));
  }
}
