package dev.millrace.command.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Talks to the API as a client would, and holds every exchange against the API's document. */
final class ApiClient {

  private static final ExchangeCheck DOCUMENTED =
      new ExchangeCheck(new ApiDocument(ApiDocument.checkedIn()));

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;

  ApiClient(int port) {
    this.port = port;
  }

  record Answer(int status, JsonNode json, HttpResponse<String> raw) {

    String text(String field) {
      return json.path(field).asText();
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }
  }

  Answer get(String path) {
    return send(builder(path).GET());
  }

  Answer post(String path, String json, String... headers) {
    return send(json("POST", path, json, headers));
  }

  Answer put(String path, String json, String... headers) {
    return send(json("PUT", path, json, headers));
  }

  HttpRequest.Builder builder(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30));
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      Exchange exchange = Exchange.of(response);
      DOCUMENTED.check(exchange);
      return new Answer(exchange.status(), Bodies.value(exchange.answer()), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder json(String method, String path, String json, String... headers) {
    HttpRequest.Builder request =
        builder(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json));
    return headers.length == 0 ? request : request.headers(headers);
  }
}
