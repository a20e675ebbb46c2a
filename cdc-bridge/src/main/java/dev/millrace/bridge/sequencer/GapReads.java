package dev.millrace.bridge.sequencer;

import dev.millrace.bridge.sequencer.GapReader.Stored;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * One partition's reads of gaps: so many at a time, together with the other partitions, and their
 * answers in a queue until the partition's own thread asks for them.
 */
final class GapReads {

  private static final Stored NOTHING = new Stored(List.of(), Optional.empty());

  private final GapReader reader;
  private final Semaphore permits;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private int underWay;

  GapReads(GapReader reader, Semaphore permits) {
    this.reader = reader;
    this.permits = permits;
  }

  /**
   * What came of a read.
   *
   * @param failure why the store could not be asked; null if it was
   */
  record Answer(Gap gap, Stored stored, @Nullable Throwable failure) {}

  /** How many reads may begin now: half of those that could, for other partitions ask as well. */
  int free() {
    return (permits.availablePermits() + 1) / 2;
  }

  /** Begins a read, unless there are too many; returns whether it did. */
  boolean tryRead(Gap gap) {
    if (!permits.tryAcquire()) {
      return false;
    }
    underWay++;
    CompletionStage<Stored> read;
    try {
      read = reader.read(gap.aggregate(), gap.after(), gap.upTo());
    } catch (RuntimeException e) {
      answer(new Answer(gap, NOTHING, e));
      return true;
    }
    var unused = read.whenComplete((stored, e) -> answer(of(gap, stored, e)));
    return true;
  }

  private static Answer of(Gap gap, @Nullable Stored stored, @Nullable Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    return new Answer(gap, stored == null ? NOTHING : stored, cause);
  }

  private void answer(Answer answer) {
    answers.add(answer);
    permits.release();
  }

  /** The next answer; null if there is none yet. */
  @Nullable Answer poll() {
    Answer answer = answers.poll();
    underWay -= answer == null ? 0 : 1;
    return answer;
  }

  /** Whether there is an answer. */
  boolean hasAnswer() {
    return !answers.isEmpty();
  }

  /** Whether there is a read whose answer was not taken yet. */
  boolean anyUnderWay() {
    return underWay > 0;
  }
}
