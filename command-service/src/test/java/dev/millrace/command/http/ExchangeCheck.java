package dev.millrace.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds a request and its answer against the document. The answer's status, headers and body must
 * be described; so must the request's parameters and body if the service accepted them.
 */
final class ExchangeCheck {

  private static final String REFUSED = "/components/responses/Refused";

  private final ApiDocument document;

  ExchangeCheck(ApiDocument document) {
    this.document = document;
  }

  /** Fails unless the document says that the service may answer so. */
  void check(Exchange exchange) {
    check("an exchange", exchange);
  }

  /** The same for an exchange with a name. */
  void check(String what, Exchange exchange) {
    assertThat(errors(exchange)).as("%s, by openapi.json: %s", what, exchange).isEmpty();
  }

  private List<String> errors(Exchange exchange) {
    Exchange.Request request = exchange.request();
    Optional<String> operation = document.operation(request.method(), request.path());
    if (operation.isEmpty() && exchange.status() < 400) {
      return List.of("the operation is not documented");
    }
    List<String> errors = new ArrayList<>(answer(operation, exchange));
    if (exchange.status() < 300) {
      errors.addAll(new RequestCheck(document, operation.orElseThrow()).errors(request));
    }
    return errors;
  }

  private List<String> answer(Optional<String> operation, Exchange exchange) {
    JsonNode body = Bodies.value(exchange.answer());
    boolean refused = operation.isEmpty() || body.path("code").asText().startsWith("http-");
    String described =
        refused ? REFUSED : document.resolve(operation.get() + "/responses/" + exchange.status());
    if (document.at(described).isMissingNode()) {
      return List.of("status " + exchange.status() + " is not documented");
    }
    List<String> errors = new ArrayList<>(headers(described, exchange.answer()));
    boolean nothing = exchange.answer().body().isEmpty();
    if (document.at(described + "/content").isMissingNode()) {
      errors.addAll(nothing ? List.of() : List.of("the answer must have no body"));
    } else {
      errors.addAll(body(described, exchange.answer().mediaType(), body));
    }
    return errors;
  }

  private List<String> headers(String described, Exchange.Message answer) {
    List<String> errors = new ArrayList<>();
    for (String name : document.names(described + "/headers")) {
      String header = document.resolve(described + "/headers/" + name);
      Optional<String> value = answer.header(name);
      if (value.isPresent()) {
        List<String> found = document.errors(header + "/schema", new TextNode(value.get()));
        errors.addAll(prefixed("header " + name, found));
      } else if (document.at(header + "/required").asBoolean()) {
        errors.add("header " + name + " is missing");
      }
    }
    return errors;
  }

  private List<String> body(String described, String mediaType, JsonNode body) {
    String content = described + "/content/" + mediaType.replace("/", "~1");
    return document.at(content).isMissingNode()
        ? List.of("content type " + mediaType + " is not documented")
        : prefixed("answer", document.errors(content + "/schema", body));
  }

  static List<String> prefixed(String what, List<String> errors) {
    return errors.stream().map(error -> what + " " + error).toList();
  }
}
