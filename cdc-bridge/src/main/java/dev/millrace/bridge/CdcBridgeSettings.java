package dev.millrace.bridge;

import dev.millrace.bridge.audit.AuditorSettings;
import dev.millrace.bridge.capture.CaptureSettings;
import dev.millrace.bridge.sequencer.SequencerSettings;
import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.http.HttpSettings;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.scylla.ScyllaSettings;

/** The bridge's settings; the module's README lists the keys. */
public record CdcBridgeSettings(
    HttpSettings http,
    BridgeRoles roles,
    ScyllaSettings scylla,
    KafkaSettings kafka,
    CaptureSettings capture,
    SequencerSettings sequencer,
    AuditorSettings auditor) {

  private static final int HTTP_PORT = 8081;

  public static CdcBridgeSettings from(Settings settings) {
    return new CdcBridgeSettings(
        HttpSettings.from(settings, HTTP_PORT),
        BridgeRoles.from(settings),
        ScyllaSettings.from(settings),
        KafkaSettings.from(settings),
        CaptureSettings.from(settings),
        SequencerSettings.from(settings),
        AuditorSettings.from(settings));
  }
}
