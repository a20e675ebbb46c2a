package dev.millrace.acceptance.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.acceptance.history.Operation.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Sends commands and reads to whichever instance it is given, and records what came of them. */
final class HistoryClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(8);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final Supplier<URI> service;
  private final Queue<Operation> history = new ConcurrentLinkedQueue<>();

  HistoryClient(Supplier<URI> service) {
    this.service = service;
  }

  /** A command that can be sent again. */
  record Command(UUID order, UUID id, String method, String path, int quantity) {

    static Command create(UUID id, int quantity) {
      return new Command(new UUID(0, 0), id, "POST", "/orders", quantity);
    }

    static Command update(UUID order, int quantity) {
      return new Command(order, UUID.randomUUID(), "PUT", "/orders/" + order + "/items", quantity);
    }

    /** One that no order in its first status allows. */
    static Command deliver(UUID order) {
      return new Command(order, UUID.randomUUID(), "POST", "/orders/" + order + "/deliver", 0);
    }

    private String body() {
      String items =
          "[{\"productId\":\"tea\",\"quantity\":" + quantity + ",\"unitPriceMinor\":450}]";
      if (path.endsWith("/deliver")) {
        return "{\"signature\":\"x\"}";
      }
      return path.endsWith("/items")
          ? "{\"items\":" + items + "}"
          : "{\"customerId\":\"%s\",\"currency\":\"EUR\",\"items\":%s}"
              .formatted(new UUID(7, 7), items);
    }
  }

  Queue<Operation> history() {
    return history;
  }

  /** Sends the command once; returns the status, {@link Operation#UNKNOWN} without an answer. */
  int send(Command command) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(service.get().resolve(command.path()))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", command.id().toString())
            .method(command.method(), BodyPublishers.ofString(command.body()))
            .build();
    return record(Kind.COMMAND, command, request);
  }

  void read(UUID order) throws InterruptedException {
    String path = "/orders/" + order;
    var request =
        HttpRequest.newBuilder(service.get().resolve(path)).timeout(TIMEOUT).GET().build();
    int unused = record(Kind.READ, new Command(order, UUID.randomUUID(), "GET", path, 0), request);
  }

  private int record(Kind kind, Command asked, HttpRequest request) throws InterruptedException {
    long invoked = System.nanoTime();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      long returned = System.nanoTime();
      JsonNode body = JSON.readTree(response.body());
      int status = response.statusCode() == 503 ? Operation.UNKNOWN : response.statusCode();
      int quantity = kind == Kind.READ ? body.at("/items/0/quantity").asInt() : asked.quantity();
      UUID order =
          body.has("orderId") ? UUID.fromString(body.get("orderId").asText()) : asked.order();
      history.add(
          new Operation(
              kind,
              order,
              asked.id(),
              quantity,
              invoked,
              returned,
              status,
              body.path("version").asLong()));
      return status;
    } catch (IOException e) {
      history.add(
          new Operation(
              kind,
              asked.order(),
              asked.id(),
              asked.quantity(),
              invoked,
              System.nanoTime(),
              Operation.UNKNOWN,
              0));
      return Operation.UNKNOWN;
    }
  }
}
