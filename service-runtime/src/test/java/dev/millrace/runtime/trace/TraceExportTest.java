package dev.millrace.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When traces are on. */
class TraceExportTest {

  @AfterEach
  void forget() {
    System.clearProperty("otel.exporter.otlp.endpoint");
  }

  @Test
  void onlyAnExporterOrAnEndpointTurnsThemOn() {
    assertThat(isWanted(Map.of())).isFalse();
    assertThat(isWanted(Map.of("otel.service.name", "mine"))).isFalse();
    assertThat(isWanted(Map.of("otel.exporter.otlp.endpoint", " "))).isFalse();
    assertThat(isWanted(Map.of("otel.exporter.otlp.endpoint", "http://collector:4318"))).isTrue();
    assertThat(isWanted(Map.of("otel.exporter.otlp.traces.endpoint", "http://c:4318"))).isTrue();
    assertThat(isWanted(Map.of("otel.traces.exporter", "otlp"))).isTrue();
  }

  @Test
  void theyCanBeTurnedOff() {
    assertThat(isWanted(Map.of("otel.traces.exporter", "none"))).isFalse();
    assertThat(
            isWanted(
                Map.of(
                    "otel.sdk.disabled", "true", "otel.exporter.otlp.endpoint", "http://c:4318")))
        .isFalse();
  }

  @Test
  void settingsAreTheStandardVariables() {
    assertThat(TraceExport.variable("otel.exporter.otlp.endpoint"))
        .isEqualTo("OTEL_EXPORTER_OTLP_ENDPOINT");
  }

  @Test
  void theyAreOnWhileTheyAreExported() {
    assertThat(TraceExport.start("test")).isEmpty();
    assertThat(Traces.isOn()).isFalse();
    System.setProperty("otel.exporter.otlp.endpoint", "http://127.0.0.1:1");
    try (TraceExport export = TraceExport.start("test").orElseThrow()) {
      assertThat(export).isNotNull();
      assertThat(Traces.isOn()).isTrue();
    }
    assertThat(Traces.isOn()).isFalse();
  }

  private static boolean isWanted(Map<String, String> settings) {
    return TraceExport.isWanted(settings::get);
  }
}
