package dev.millrace.command.handler;

import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.config.Settings.Range;

/**
 * When snapshots are made.
 *
 * @param every how many events after the one before
 */
public record SnapshotSettings(int every) {

  public static SnapshotSettings from(Settings settings) {
    return new SnapshotSettings(settings.number("snapshot.every", 100, new Range(1, 100_000)));
  }
}
