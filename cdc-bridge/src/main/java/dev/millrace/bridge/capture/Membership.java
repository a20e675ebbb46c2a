package dev.millrace.bridge.capture;

import java.time.Instant;

/** This instance's membership in the group that shares the tasks. Thread-safe. */
interface Membership extends AutoCloseable {

  void start();

  /** Waits until everything that was saved before the start is known. */
  void awaitLoaded() throws InterruptedException;

  /** When the group last answered; the beginning of time if it never did. */
  Instant lastHeartbeat();

  /** Whether every partition that the group assigned is being captured. */
  boolean isSettled();

  /** The member's id in the group; empty before it joined. */
  String memberId();

  /** Gives the tasks back in order and leaves the group, so that others have them at once. */
  @Override
  void close();
}
