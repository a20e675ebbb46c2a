package dev.millrace.bridge;

import dev.millrace.runtime.http.Health;

/** What the bridge's readiness consists of. */
final class BridgeHealth {

  static final String DATABASE = "database";
  static final String SEQUENCER = "sequencer";
  static final String CAPTURE = "capture";

  private BridgeHealth() {}

  /** Not ready in any respect, until the parts that there will be say otherwise. */
  static void nothingYet(Health health, BridgeRoles roles) {
    health.add(DATABASE, () -> false);
    if (roles.sequencer()) {
      health.add(SEQUENCER, () -> false);
    }
    if (roles.capture()) {
      health.add(CAPTURE, () -> false);
    }
  }
}
