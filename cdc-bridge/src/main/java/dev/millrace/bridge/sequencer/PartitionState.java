package dev.millrace.bridge.sequencer;

import dev.millrace.bridge.sequencer.AggregateSequence.Parked;
import dev.millrace.contract.CapturedEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.ObjLongConsumer;

/** What the sequencer keeps of the aggregates of one partition. Survives restarts. */
interface PartitionState {

  /** The last sequence that was let through, 0 before the first. */
  long head(UUID aggregate);

  void moveHead(UUID aggregate, long head);

  Parked<CapturedEvent> parked(UUID aggregate);

  /** The lowest sequence that is parked. */
  OptionalLong firstParked(UUID aggregate);

  /** How many events of it are parked, or as many as are worth counting. */
  long parkedCount(UUID aggregate);

  /** Tells the highest parked sequence of every aggregate that has any. */
  void forEachParked(ObjLongConsumer<UUID> taker);

  /** What an aggregate waits for, if it waits. */
  Optional<Awaited> awaited(UUID aggregate);

  /**
   * Aggregates that wait, in an order of the state's own, not more than so many.
   *
   * @param after the aggregate before the first one; the beginning if empty
   */
  List<Kept> awaited(Optional<UUID> after, int most);

  /** An aggregate that waits. */
  record Kept(UUID aggregate, Awaited awaited) {}

  void await(UUID aggregate, Awaited awaited);

  /** The aggregate waits no longer. */
  void reached(UUID aggregate);
}
