package dev.millrace.bridge.audit;

import dev.millrace.contract.Watermark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/**
 * The steps of a walk: segment after segment, page after page, no faster than allowed. Knows
 * neither database nor Kafka. For one thread; its position may be read by others.
 */
final class Walk {

  private static final Duration SAVE_INTERVAL = Duration.ofSeconds(5);

  /** What a page costs at least, in aggregates: an empty one is a read as well. */
  private static final int LEAST_COST = 10;

  private final int rate;
  private final Source source;
  private final Sink sink;
  private final Time time;
  private final SegmentWidth width = new SegmentWidth();
  private Instant savedAt = Instant.EPOCH;
  private volatile AuditPosition position = AuditPosition.NONE;

  /** Where the versions come from. */
  @FunctionalInterface
  interface Source {

    /** Reads a segment; the next page is asked for when the one before it was taken. */
    void read(Segment segment, Pages pages) throws ExecutionException, InterruptedException;
  }

  /** Takes one page after the other. */
  @FunctionalInterface
  interface Pages {

    /**
     * Takes a page.
     *
     * @param last the token up to which the segment has been read with it
     * @return whether to go on
     */
    boolean take(List<Watermark> page, long last) throws ExecutionException, InterruptedException;
  }

  /** Where versions and position go; returns when they are there. */
  interface Sink {

    void send(List<Watermark> watermarks) throws ExecutionException, InterruptedException;

    void save(AuditPosition position) throws ExecutionException, InterruptedException;
  }

  /** The clock, and waiting by it. */
  interface Time {

    Instant now();

    void sleep(Duration duration) throws InterruptedException;
  }

  /**
   * A walk that is nowhere yet.
   *
   * @param rate aggregates per second, at most
   */
  Walk(int rate, Source source, Sink sink, Time time) {
    this.rate = rate;
    this.source = source;
    this.sink = sink;
    this.time = time;
  }

  AuditPosition position() {
    return position;
  }

  void moveTo(AuditPosition other) {
    position = other;
  }

  /** Audits the next segment, or as many of its pages as are wanted. */
  void next(BooleanSupplier wanted) throws ExecutionException, InterruptedException {
    Segment segment = Segment.after(position.token(), width.next());
    var count = new int[1];
    source.read(
        segment,
        (page, last) -> {
          send(page);
          count[0] += page.size();
          AuditPosition reached = position.reached(last);
          if (!reached.equals(position)) {
            position = reached;
            save();
          }
          return wanted.getAsBoolean();
        });
    if (wanted.getAsBoolean()) {
      position = position.past(segment, time.now());
      width.learn(count[0]);
      save();
    }
  }

  private void send(List<Watermark> page) throws ExecutionException, InterruptedException {
    Instant started = time.now();
    sink.send(page);
    Duration due = Duration.ofSeconds(Math.max(page.size(), LEAST_COST)).dividedBy(rate);
    Duration took = Duration.between(started, time.now());
    // A clock that is set back must not hold up the walk.
    Duration left = took.isNegative() ? due : due.minus(took);
    if (!left.isNegative()) {
      time.sleep(left);
    }
  }

  /** Not every page: after a crash a little is audited again, which changes nothing. */
  private void save() throws ExecutionException, InterruptedException {
    Instant now = time.now();
    if (!position.underWay() || savedAt.plus(SAVE_INTERVAL).isBefore(now)) {
      sink.save(position);
      savedAt = now;
    }
  }
}
