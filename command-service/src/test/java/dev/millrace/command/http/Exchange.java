package dev.millrace.command.http;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request and its answer. */
record Exchange(Request request, Message answer, int status) {

  /** Headers and a body; the headers' names have no case. */
  record Message(Map<String, String> headers, String body) {

    Message {
      Map<String, String> caseless = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      caseless.putAll(headers);
      headers = caseless;
    }

    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }

    /** The body's type, without parameters and in lower case; empty if there is none. */
    String mediaType() {
      return header("Content-Type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What was asked.
   *
   * @param path still encoded
   * @param query still encoded; empty if there is none
   */
  record Request(String method, String path, String query, Message message) {}

  static Exchange of(HttpResponse<String> response) {
    HttpRequest request = response.request();
    return new Exchange(
        new Request(
            request.method(),
            request.uri().getRawPath(),
            Optional.ofNullable(request.uri().getRawQuery()).orElse(""),
            new Message(flat(request.headers()), Bodies.of(request))),
        new Message(flat(response.headers()), response.body()),
        response.statusCode());
  }

  private static Map<String, String> flat(java.net.http.HttpHeaders headers) {
    Map<String, String> flat = new TreeMap<>();
    headers.map().forEach((name, values) -> flat.put(name, values.get(0)));
    return flat;
  }
}
