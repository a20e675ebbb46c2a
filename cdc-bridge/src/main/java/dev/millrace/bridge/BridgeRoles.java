package dev.millrace.bridge;

import dev.millrace.runtime.config.Settings;

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
}
