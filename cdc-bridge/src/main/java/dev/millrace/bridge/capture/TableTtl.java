package dev.millrace.bridge.capture;

import com.scylladb.cdc.cql.MasterCQL;
import com.scylladb.cdc.model.TableName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long the rows of the CDC log live. Thread-safe. */
final class TableTtl {

  private static final Logger log = LoggerFactory.getLogger(TableTtl.class);

  private final MasterCQL cql;
  private final TableName table;
  private volatile Optional<Duration> ttl = Optional.empty();

  private TableTtl(MasterCQL cql, TableName table) {
    this.cql = cql;
    this.table = table;
  }

  /** Asks the database; {@link #refresh} asks again. */
  static TableTtl fetch(MasterCQL cql, TableName table)
      throws ExecutionException, InterruptedException {
    var fetched = new TableTtl(cql, table);
    fetched.ask().get();
    return fetched;
  }

  /** Asks again without waiting for the answer; without one, what was known stands. */
  void refresh() {
    CompletableFuture<?> unused =
        ask()
            .exceptionally(
                e -> {
                  log.warn("TTL of the CDC log not known anew cause={}", e.toString());
                  return ttl;
                });
  }

  private CompletableFuture<Optional<Duration>> ask() {
    return cql.fetchTableTTL(table)
        .thenApply(
            seconds -> {
              ttl = seconds.filter(s -> s > 0).map(Duration::ofSeconds);
              return ttl;
            });
  }

  /** Empty if rows live for ever. */
  Optional<Duration> get() {
    return ttl;
  }

  /** Before it, the log's rows have expired: there is nothing to read. */
  Instant oldestReadable(Clock clock) {
    return ttl.map(lives -> clock.instant().minus(lives).truncatedTo(ChronoUnit.MILLIS))
        .orElse(Instant.EPOCH);
  }
}
