package dev.millrace.runtime.trace;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the spans of this process where OpenTelemetry's <a
 * href="https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/">standard
 * environment variables</a> say, or the system properties of the same names. Without one that names
 * an exporter or an endpoint, tracing is off.
 */
public final class TraceExport implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(TraceExport.class);
  private static final List<String> TURN_ON =
      List.of(
          "otel.traces.exporter",
          "otel.exporter.otlp.endpoint",
          "otel.exporter.otlp.traces.endpoint");

  private final OpenTelemetrySdk sdk;

  private TraceExport(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
  }

  /**
   * Turns tracing on if it is asked for.
   *
   * @param service names this process in traces, unless {@code OTEL_SERVICE_NAME} does
   * @return to be closed when the process ends, for the last spans; empty where tracing is off
   */
  public static Optional<TraceExport> start(String service) {
    if (!isWanted(TraceExport::setting)) {
      return Optional.empty();
    }
    var sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(() -> defaults(service))
            .disableShutdownHook()
            .build()
            .getOpenTelemetrySdk();
    Traces.on(sdk);
    log.info("traces are exported service={}", service);
    return Optional.of(new TraceExport(sdk));
  }

  /** Of traces alone: metrics have an endpoint of their own, logs go to standard output. */
  private static Map<String, String> defaults(String service) {
    return Map.of(
        "otel.service.name", service,
        "otel.metrics.exporter", "none",
        "otel.logs.exporter", "none",
        "otel.exporter.otlp.protocol", "http/protobuf");
  }

  /** Whether settings, by the names of their system properties, ask for traces. */
  static boolean isWanted(Function<String, @Nullable String> settings) {
    if ("true".equalsIgnoreCase(settings.apply("otel.sdk.disabled"))
        || "none".equals(settings.apply("otel.traces.exporter"))) {
      return false;
    }
    return TURN_ON.stream().map(settings).anyMatch(value -> value != null && !value.isBlank());
  }

  private static @Nullable String setting(String property) {
    String value = System.getProperty(property);
    return value == null ? System.getenv(variable(property)) : value;
  }

  static String variable(String property) {
    return property.toUpperCase(java.util.Locale.ROOT).replace('.', '_');
  }

  /** Sends what has not been sent yet. */
  @Override
  public void close() {
    Traces.off();
    sdk.close();
  }
}
