package dev.millrace.bridge.capture;

import com.scylladb.cdc.model.TableName;
import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.config.SettingsException;
import java.time.Duration;

/**
 * What to capture, and how far behind the clock.
 *
 * @param window least time that one read covers: smaller is faster and costs more idle reads
 * @param idleWindow length to which windows grow, step by step, while nothing is written; {@code
 *     window} if that is longer
 * @param confidence how far reads stay behind the clock. A row that becomes visible later than this
 *     after its own timestamp falls behind the reader and is not captured, so it must exceed the
 *     longest write and the clock skew between nodes
 * @param threads how many windows are read at once
 */
public record CaptureSettings(
    TableName table, Duration window, Duration idleWindow, Duration confidence, int threads) {

  /** Reads the keys {@code capture.*}. */
  public static CaptureSettings from(Settings settings) {
    return new CaptureSettings(
        table(settings.text("capture.table", "millrace.event_store")),
        window(settings.duration("capture.window", Duration.ofMillis(500))),
        settings.duration("capture.idle-window", Duration.ofSeconds(2)),
        settings.duration("capture.confidence", Duration.ofSeconds(1)),
        settings.number("capture.threads", 4, new Settings.Range(1, 256)));
  }

  private static TableName table(String text) {
    int dot = text.indexOf('.');
    if (dot < 1 || dot != text.lastIndexOf('.') || dot == text.length() - 1) {
      throw new SettingsException("capture.table must be keyspace.table, got \"" + text + '"');
    }
    return new TableName(text.substring(0, dot), text.substring(dot + 1));
  }

  private static Duration window(Duration window) {
    if (window.toMillis() < 1) {
      throw new SettingsException("capture.window must be at least 1ms, got " + window);
    }
    return window;
  }
}
