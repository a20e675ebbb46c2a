package dev.millrace.projection.parking;

import dev.millrace.projection.parking.Redrives.Request;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far one task has come with the requests to redrive. Each is followed step by step, at the
 * build's pace, over as many looks as it takes, and is done only then. For one thread.
 */
public final class Redriving {

  /** How often a task looks whether there is something to do, or to be gone on with. */
  public static final Duration LOOK = Duration.ofMillis(250);

  private final Redrives redrives;
  private final Parked parked;
  private final Set<Request> done = new HashSet<>();
  private Deque<Request> pending = new ArrayDeque<>();
  private @Nullable Request current;
  private String id = "";
  private boolean within;
  private int tried;

  /** What a task has parked. */
  public interface Parked {

    /** The lowest id of what waits that is higher than this one; null if there is none. */
    @Nullable String after(String id);

    /**
     * Takes a step with one of them.
     *
     * @return whether the same one may need another
     */
    boolean redrive(String id, Request request);

    /**
     * A request has been followed to its end.
     *
     * @param tried how many ids it was about
     */
    void done(Request request, int tried);
  }

  /** Nothing is done yet. A task that is revived after an aborted transaction needs a new one. */
  public Redriving(Redrives redrives, Parked parked) {
    this.redrives = redrives;
    this.parked = parked;
  }

  /** Goes on as far as the time reaches. */
  public void goOn() {
    pending = new ArrayDeque<>(redrives.without(done));
    // Gone on with to its end, also if it has become too old meanwhile to be begun.
    pending.removeIf(request -> request.equals(current));
    if (current != null || !pending.isEmpty()) {
      redrives.pace().walk(1, this::step);
    }
  }

  private boolean step() {
    if (current == null && !begin()) {
      return false;
    }
    if (!within && !findNext()) {
      return true;
    }
    within = parked.redrive(id, current);
    return true;
  }

  private boolean begin() {
    current = pending.poll();
    id = "";
    within = false;
    tried = 0;
    return current != null;
  }

  private boolean findNext() {
    String next = parked.after(id);
    if (next == null) {
      parked.done(current, tried);
      done.add(current);
      current = null;
      return false;
    }
    id = next;
    if (!current.concerns(id)) {
      return false;
    }
    tried++;
    return true;
  }
}
