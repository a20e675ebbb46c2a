package dev.millrace.projection.parking;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows that the database refused, remembered over the death of the stream thread that wrote them:
 * its transaction is aborted, and its successor, which comes to the same row again, parks it.
 * Thread-safe. A row is named by its table and id.
 */
public final class RowFaults {

  /** Of many more the oldest are forgotten: those rows are refused once more. */
  static final int MOST = 10_000;

  // The transaction that parks it may be aborted, too, and has come to its end by then.
  private static final long AFTER_PARKING_NANOS = TimeUnit.MINUTES.toNanos(1);

  // No state takes so long to be restored; the row may have been mended by another instance since.
  private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);

  private final LongSupplier nanoTime;
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final Map<String, Instant> trying = new ConcurrentHashMap<>();

  /** Knows of none yet. */
  public RowFaults() {
    this(System::nanoTime);
  }

  /**
   * Knows of none yet.
   *
   * @param nanoTime as {@link System#nanoTime}
   */
  RowFaults(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * A refusal.
   *
   * @param tried the request to redrive that led to it; the epoch if none did
   * @param nanos when
   * @param parkedNanos when the row was parked because of it; null if it has not been yet
   */
  public record Fault(String cause, Instant tried, long nanos, @Nullable Long parkedNanos) {

    boolean countsAt(long now) {
      return parkedNanos == null
          ? now - nanos < LONGEST_NANOS
          : now - parkedNanos < AFTER_PARKING_NANOS;
    }
  }

  /** A row is about to be written because a request says so. */
  public void trying(String row, Instant request) {
    faults.remove(row);
    trying.put(row, request);
  }

  /** A row was refused. */
  public void add(String row, String cause) {
    if (faults.size() >= MOST && !faults.containsKey(row)) {
      forgetOldest();
    }
    Instant tried = trying.getOrDefault(row, Instant.EPOCH);
    faults.put(row, new Fault(cause, tried, nanoTime.getAsLong(), null));
  }

  private void forgetOldest() {
    long now = nanoTime.getAsLong();
    faults.entrySet().stream()
        .max(Comparator.comparingLong(fault -> now - fault.getValue().nanos()))
        .ifPresent(oldest -> faults.remove(oldest.getKey(), oldest.getValue()));
  }

  /** A row was parked because it was refused. */
  public void parked(String row) {
    long now = nanoTime.getAsLong();
    faults.computeIfPresent(
        row, (key, fault) -> new Fault(fault.cause(), fault.tried(), fault.nanos(), now));
  }

  /** A row was written. */
  public void written(String row) {
    if (!trying.isEmpty()) {
      trying.remove(row);
    }
    if (!faults.isEmpty()) {
      faults.remove(row);
    }
  }

  /**
   * The refusal because of which a row that comes now is to be parked. However long it takes until
   * it comes again, with all the state that is to be restored before.
   */
  public Optional<Fault> of(String row) {
    return Optional.ofNullable(faults.get(row))
        .filter(fault -> fault.countsAt(nanoTime.getAsLong()));
  }

  /** The newest request that was followed in vain; the epoch if none was. */
  public Instant tried(String row) {
    Fault fault = faults.get(row);
    return fault == null ? Instant.EPOCH : fault.tried();
  }
}
