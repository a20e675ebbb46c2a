package dev.millrace.bridge.capture;

import java.time.Instant;

/** A membership that is as it is told. */
final class FakeMembership implements Membership {

  Instant lastHeartbeat = Instant.EPOCH;
  boolean settled = true;

  @Override
  public void start() {}

  @Override
  public void awaitLoaded() {}

  @Override
  public Instant lastHeartbeat() {
    return lastHeartbeat;
  }

  @Override
  public boolean isSettled() {
    return settled;
  }

  @Override
  public String memberId() {
    return "member-1";
  }

  @Override
  public void close() {}
}
