package dev.millrace.projection.parking;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Rows that the database refused, remembered over the death of the stream thread that wrote them:
 * its transaction is aborted, and its successor, which comes to the same row again, parks it.
 * Thread-safe. A row is named by its table and id.
 */
public final class RowFaults {

  private static final long FRESH_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final Map<String, Instant> trying = new ConcurrentHashMap<>();

  /**
   * A refusal.
   *
   * @param tried the request to redrive that led to it; the epoch if none did
   */
  public record Fault(String cause, Instant tried, long nanos) {}

  /** A row is about to be written because a request says so. */
  public void trying(String row, Instant request) {
    faults.remove(row);
    trying.put(row, request);
  }

  /** A row was refused. */
  public void add(String row, String cause) {
    Instant tried = trying.getOrDefault(row, Instant.EPOCH);
    faults.put(row, new Fault(cause, tried, System.nanoTime()));
  }

  /** A row was written. */
  public void written(String row) {
    if (!trying.isEmpty()) {
      trying.remove(row);
    }
  }

  /**
   * The refusal because of which a row that comes now is to be parked. Not one of long ago: the row
   * may have been mended by another instance since.
   */
  public Optional<Fault> recent(String row) {
    return Optional.ofNullable(faults.get(row))
        .filter(fault -> System.nanoTime() - fault.nanos() < FRESH_NANOS);
  }

  /** The newest request that was followed in vain; the epoch if none was. */
  public Instant tried(String row) {
    Fault fault = faults.get(row);
    return fault == null ? Instant.EPOCH : fault.tried();
  }
}
