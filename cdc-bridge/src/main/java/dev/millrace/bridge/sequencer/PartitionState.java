package dev.millrace.bridge.sequencer;

import dev.millrace.bridge.sequencer.AggregateSequence.Parked;
import dev.millrace.contract.CapturedEvent;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/** What the sequencer keeps of the aggregates of one partition. Survives restarts. */
interface PartitionState {

  /** The last sequence that was let through, 0 before the first. */
  long head(UUID aggregate);

  void moveHead(UUID aggregate, long head);

  Parked<CapturedEvent> parked(UUID aggregate);

  /** The lowest sequence that is parked. */
  OptionalLong firstParked(UUID aggregate);

  long parkedCount(UUID aggregate);

  /** The highest parked sequence of every aggregate that has any. */
  Map<UUID, Long> highestParked();

  /** Every aggregate that waits. */
  Map<UUID, Awaited> awaited();

  void await(UUID aggregate, Awaited awaited);

  /** The aggregate waits no longer. */
  void reached(UUID aggregate);
}
