package dev.millrace.command.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that may be nonsense, but is HTTP: it has lines, and says how long its body is.
 *
 * @param body a character for each byte
 */
record FuzzedRequest(String method, String target, Map<String, String> headers, String body) {

  FuzzedRequest {
    headers = new LinkedHashMap<>(headers);
  }

  static FuzzedRequest json(String method, String target, String body) {
    return new FuzzedRequest(
        method, target, Map.of("Content-Type", "application/json"), encoded(body));
  }

  FuzzedRequest withTarget(String other) {
    return new FuzzedRequest(method, other, headers, body);
  }

  FuzzedRequest withMethod(String other) {
    return new FuzzedRequest(other, target, headers, body);
  }

  FuzzedRequest withBody(String other) {
    return new FuzzedRequest(method, target, headers, other);
  }

  FuzzedRequest withHeader(String name, String value) {
    var other = new FuzzedRequest(method, target, headers, body);
    other.headers.put(name, value);
    return other;
  }

  byte[] bytes() {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    head.append("Host: localhost\r\nConnection: close\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (!body.isEmpty()) {
      head.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    return head.append("\r\n").append(body).toString().getBytes(ISO_8859_1);
  }

  /** The body as text. */
  String text() {
    return new String(body.getBytes(ISO_8859_1), UTF_8);
  }

  /** Text as a body. */
  static String encoded(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  /** The request and its answer as the document describes them. */
  Exchange answered(RawHttp.Answer answer) {
    String[] parts = target.split("\\?", 2);
    var message = new Exchange.Message(headers, text());
    String query = parts.length > 1 ? parts[1] : "";
    return new Exchange(
        new Exchange.Request(method, parts[0], query, message), answer.message(), answer.status());
  }

  @Override
  public String toString() {
    return new String(bytes(), ISO_8859_1);
  }
}
