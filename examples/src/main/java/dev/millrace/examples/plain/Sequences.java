package dev.millrace.examples.plain;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The last sequence of each aggregate of one partition, for as long as the consumer has it. Pure.
 *
 * <p>In memory: whoever acts on events keeps the sequence beside what they write, in the same
 * transaction, and then also knows after a restart what they have done.
 */
final class Sequences {

  /** What the next event of an aggregate is, by its sequence. */
  enum Verdict {
    NEXT,
    /** Was here before: to be dropped. */
    REPEATED,
    /** An event before it is missing, which the contract rules out. */
    GAP
  }

  private final boolean whole;
  private final Map<UUID, Long> heads = new HashMap<>();

  /**
   * Nothing read yet.
   *
   * @param whole whether the partition is read from its very first record on, so that every
   *     aggregate begins with 1; if not, with whatever comes
   */
  Sequences(boolean whole) {
    this.whole = whole;
  }

  Verdict next(UUID aggregate, long sequence) {
    long head = heads.getOrDefault(aggregate, whole ? 0 : sequence - 1);
    if (sequence <= head) {
      return Verdict.REPEATED;
    }
    heads.put(aggregate, sequence);
    return sequence == head + 1 ? Verdict.NEXT : Verdict.GAP;
  }
}
