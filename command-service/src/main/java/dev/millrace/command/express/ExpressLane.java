package dev.millrace.command.express;

import dev.millrace.command.store.Append;

/**
 * The short way of committed events to {@code order-capture}. A hint, not a delivery: what does not
 * come this way comes through change data capture, later, and the sequencer drops whatever comes
 * twice. So nobody waits for it and it must never fail, block or grow.
 */
@FunctionalInterface
public interface ExpressLane {

  /** Takes no hints: events come through change data capture alone. */
  ExpressLane OFF = append -> {};

  /**
   * Sends the events of an append that is known to be committed, or does not.
   *
   * @param committed in the store as it is here, with these ids and sequences: a hint of anything
   *     else would become an event that the store does not have
   */
  void offer(Append committed);
}
