package dev.millrace.command.http;

import java.util.List;

/** What has broken servers before. */
final class FuzzValues {

  /** Instead of a value of a body. */
  static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.0",
          "1e3",
          "1e400",
          "NaN",
          "\"\"",
          "\" \"",
          "[]",
          "{}",
          "[[]]",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775809",
          "2147483648",
          "1".repeat(1_500),
          "\"" + "x".repeat(201) + "\"",
          "\"" + "y".repeat(70_000) + "\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\ud83d\\ude00\"",
          "\"\u202e\u00e9\ufffd\"",
          "\"\\x\"",
          "'x'",
          "\"EUR\"",
          "\"AAAAAAAAAAAAAAAAAAAAAA==\"",
          "\"00000000-0000-0000-0000-000000000000\"",
          "[".repeat(5_000),
          "{\"a\":".repeat(2_000),
          "[".repeat(900) + "]".repeat(900));

  /** Headers that the service knows, and some that a server may know. */
  static final List<String> HEADERS =
      List.of(
          "Idempotency-Key",
          "If-Match",
          "X-Correlation-Id",
          "X-User-Id",
          "traceparent",
          "X-Meta-A",
          "X-Meta-",
          "X-Meta-\u00e4",
          "Content-Type",
          "Accept",
          "Accept-Encoding",
          "Content-Encoding",
          "Accept-Charset",
          "Cookie",
          "Range",
          "Origin",
          "X-HTTP-Method-Override",
          "Forwarded",
          "X-Forwarded-For",
          "If-None-Match",
          "TE",
          "Upgrade");

  /** Their values. */
  static final List<String> HEADER_VALUES =
      List.of(
          "",
          " ",
          "*",
          "\"1\"",
          "\"999999999999999999\"",
          "\"9999999999999999999\"",
          "W/\"1\"",
          "application/json;charset",
          "application/json; charset=",
          "application/json;charset=utf-16",
          "application/json; charset=nonsense",
          "application/json; charset=\"\u00e4\"",
          ";",
          "/",
          "text/html",
          "gzip",
          "br;q=x",
          "websocket",
          "bytes=0-1",
          "x".repeat(300),
          "z".repeat(3_000),
          "\u00ff\u00fe\u0080",
          "$Version=;;==",
          "1",
          "true");

  /** Methods, known and not. */
  static final List<String> METHODS =
      List.of(
          "GET", "POST", "PUT", "DELETE", "PATCH", "TRACE", "QUERY", "BEFORE", "AFTER", "Get", "X");

  /** Behind a question mark. */
  static final List<String> QUERIES =
      List.of(
          "version=1",
          "version=-1",
          "version=",
          "version",
          "version=9223372036854775807",
          "version=9223372036854775808",
          "version=1&version=x",
          "at=2026-01-01T00:00:00Z",
          "at=%2B999999999-12-31T23:59:59Z",
          "at=-999999999-01-01T00:00:00%2B18:00",
          "at=%00",
          "from=9223372036854775807&limit=1000",
          "from=1&limit=0",
          "from=0x1",
          "limit=1e2",
          "%",
          "%zz",
          "%ff=%ff",
          "&&&=",
          "a=b;c=d",
          "version=%D9%A1",
          "from=\u00e9",
          "q=" + "r".repeat(3_000));

  /** Instead of a path. */
  static final List<String> PATHS =
      List.of(
          "/",
          "//",
          "/orders/",
          "/orders//",
          "/ORDERS",
          "/orders/%2e%2e/metrics",
          "/orders/../orders",
          "/orders/%00",
          "/orders/%ff",
          "/orders/%zz",
          "/orders/%",
          "/orders;x=y",
          "/orders/a/b/c/d",
          "/orders/%2F",
          "/orders/{id}",
          "/docs/%2e%2e/%2e%2e",
          "/docs/../x",
          "/docs/5/..%5c..%5cx",
          "/health/ready",
          "/metrics",
          "/openapi.json",
          "*",
          "http://other/orders",
          "/\u00e9",
          "/orders/" + "1".repeat(3_000));

  private FuzzValues() {}
}
