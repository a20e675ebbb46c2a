package dev.millrace.acceptance.observability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes spans as a collector does, by OTLP over HTTP, and remembers them. */
public final class SpanCollector implements AutoCloseable {

  private static final String PATH = "/v1/traces";

  private final HttpServer server;
  private final List<Collected> spans = new CopyOnWriteArrayList<>();

  private SpanCollector(HttpServer server) {
    this.server = server;
  }

  /** A span as it came. */
  record Collected(String service, String trace, String name) {}

  /** On a free port. */
  public static SpanCollector start() {
    try {
      var collector =
          new SpanCollector(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      collector.server.createContext(PATH, collector::take);
      collector.server.start();
      return collector;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code OTEL_EXPORTER_OTLP_ENDPOINT} is to be. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Collected> ofTrace(String trace) {
    return spans.stream().filter(span -> span.trace().equals(trace)).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
      request.getResourceSpansList().forEach(this::take);
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void take(ResourceSpans resource) {
    String service =
        resource.getResource().getAttributesList().stream()
            .filter(attribute -> attribute.getKey().equals("service.name"))
            .map(KeyValue::getValue)
            .findFirst()
            .orElseThrow()
            .getStringValue();
    resource
        .getScopeSpansList()
        .forEach(
            scope -> scope.getSpansList().forEach(span -> spans.add(collected(service, span))));
  }

  private static Collected collected(String service, Span span) {
    String trace = HexFormat.of().formatHex(span.getTraceId().toByteArray());
    return new Collected(service, trace, span.getName());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
