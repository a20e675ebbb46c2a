package dev.millrace.projection.parking;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Requests to try parked records again, as far as they are known to this instance. Thread-safe: the
 * control loop adds what it reads from the database, stream threads take what they have not done.
 */
public final class Redrives {

  private final ConcurrentSkipListMap<Long, Request> byTime = new ConcurrentSkipListMap<>();

  /**
   * A request.
   *
   * @param at when it was made, by the clock of the instance that took it
   * @param aggregate whose records; null for all
   */
  public record Request(Instant at, @Nullable String aggregate) {

    /** Those of some ids that have the aggregate's among their parts; a slash is between parts. */
    public List<String> of(Collection<String> ids) {
      return ids.stream()
          .filter(id -> aggregate == null || List.of(id.split("/")).contains(aggregate))
          .toList();
    }
  }

  /** Takes all requests that there are; forgets those that are no more. */
  public void replace(Collection<Request> requests) {
    requests.forEach(request -> byTime.put(micros(request.at()), request));
    byTime.keySet().retainAll(requests.stream().map(request -> micros(request.at())).toList());
  }

  /** Requests that came later, oldest first. */
  public Collection<Request> after(Instant time) {
    return byTime.tailMap(micros(time), false).values();
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }
}
