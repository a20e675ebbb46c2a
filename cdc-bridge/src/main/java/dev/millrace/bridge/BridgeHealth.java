package dev.millrace.bridge;

import dev.millrace.runtime.http.Health;
import java.util.List;

/** What the bridge's readiness consists of. */
final class BridgeHealth {

  static final String DATABASE = "database";
  static final String SEQUENCER = "sequencer";
  static final String CAPTURE = "capture";

  private BridgeHealth() {}

  /** Not ready in any respect, until the parts say otherwise. */
  static void nothingYet(Health health) {
    List.of(DATABASE, SEQUENCER, CAPTURE).forEach(name -> health.add(name, () -> false));
  }
}
