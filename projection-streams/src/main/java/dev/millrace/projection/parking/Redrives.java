package dev.millrace.projection.parking;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests to try parked records again, as far as they are known to this instance. Thread-safe: the
 * control loop replaces them by what the database has, stream threads take what they have not done.
 */
public final class Redrives {

  private volatile List<Request> requests = List.of();
  private final RedrivePace pace;

  /** No requests yet. */
  public Redrives() {
    this(new RedrivePace(System::nanoTime));
  }

  /** At this pace. */
  public Redrives(RedrivePace pace) {
    this.pace = pace;
  }

  /** How much at a time the threads of the build do of what they are asked for. */
  public RedrivePace pace() {
    return pace;
  }

  /**
   * A request.
   *
   * @param at when it was made, by the clock of the instance that took it
   * @param aggregate whose records; null for all
   */
  public record Request(Instant at, @Nullable String aggregate) {

    /** Whether it is about an id: that one, or the aggregate's is a part; slashes are between. */
    public boolean concerns(String id) {
      return aggregate == null
          || id.equals(aggregate)
          || List.of(id.split("/")).contains(aggregate);
    }
  }

  /** These are all requests that there are. */
  public void replace(Collection<Request> all) {
    requests = all.stream().sorted(Comparator.comparing(Request::at)).toList();
  }

  /**
   * Requests that are not done yet, oldest first.
   *
   * @param done by the caller; what is no request any more is taken out
   */
  public List<Request> without(Set<Request> done) {
    List<Request> now = requests;
    done.retainAll(now);
    return now.stream().filter(request -> !done.contains(request)).toList();
  }
}
