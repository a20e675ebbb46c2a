package dev.millrace.bridge;

import dev.millrace.runtime.config.Settings;
import java.util.Optional;

/**
 * Which parts of the bridge an instance runs: all, unless somebody else does some of them, such as
 * a connector that captures, or other instances.
 */
public record BridgeRoles(boolean capture, boolean sequencer, boolean auditor) {

  /** Reads {@code capture.enabled}, {@code sequencer.enabled} and {@code auditor.enabled}. */
  static BridgeRoles from(Settings settings) {
    return new BridgeRoles(
        settings.flag("capture.enabled", true),
        settings.flag("sequencer.enabled", true),
        settings.flag("auditor.enabled", true));
  }

  /**
   * What may not be meant, if anything. Not refused: a bridge that does not capture may audit in
   * the place of those that do.
   */
  Optional<String> doubt() {
    return capture && !auditor
        ? Optional.of(
            "auditor.enabled is false on a bridge that captures: while it owns partition 0 of"
                + " cdc-bridge-progress, no other bridge that captures audits either")
        : Optional.empty();
  }
}
