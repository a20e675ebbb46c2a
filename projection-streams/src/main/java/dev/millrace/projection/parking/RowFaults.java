package dev.millrace.projection.parking;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rows that the database refused, remembered over the death of the stream thread that wrote them:
 * its transaction is aborted, and its successor, which comes to the same row again, parks it.
 * Thread-safe.
 */
public final class RowFaults {

  private final Map<String, Fault> faults = new ConcurrentHashMap<>();

  /** A refusal. */
  public record Fault(Instant at, String cause) {}

  /** A row was refused. */
  public void add(String row, String cause) {
    faults.put(row, new Fault(Instant.now(), cause));
  }

  public Optional<Fault> of(String row) {
    return Optional.ofNullable(faults.get(row));
  }

  /** Forgets a refusal from before a time, so that the row is written again. */
  public boolean forget(String row, Instant before) {
    return faults.compute(
            row, (key, fault) -> fault != null && fault.at().isBefore(before) ? null : fault)
        == null;
  }
}
