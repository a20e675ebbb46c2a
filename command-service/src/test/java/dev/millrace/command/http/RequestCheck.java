package dev.millrace.command.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Holds a request that was accepted against the description of its operation. */
final class RequestCheck {

  private final ApiDocument document;
  private final String operation;

  RequestCheck(ApiDocument document, String operation) {
    this.document = document;
    this.operation = operation;
  }

  List<String> errors(Exchange.Request request) {
    List<String> errors = new ArrayList<>();
    for (int i = 0; i < document.at(operation + "/parameters").size(); i++) {
      String parameter = document.resolve(operation + "/parameters/" + i);
      String name = document.at(parameter + "/name").asText();
      String in = document.at(parameter + "/in").asText();
      valueOf(request, in, name)
          .map(value -> document.errors(parameter + "/schema", typed(parameter, value)))
          .map(found -> ExchangeCheck.prefixed("parameter " + name, found))
          .ifPresent(errors::addAll);
    }
    errors.addAll(body(request.message()));
    return errors;
  }

  private static Optional<String> valueOf(Exchange.Request request, String in, String name) {
    return switch (in) {
      case "header" -> request.message().header(name);
      case "query" -> query(request, name);
      default -> Optional.empty();
    };
  }

  private static Optional<String> query(Exchange.Request request, String name) {
    return Arrays.stream(request.query().split("&"))
        .filter(entry -> entry.startsWith(name + "="))
        .map(entry -> URLDecoder.decode(entry.substring(name.length() + 1), UTF_8))
        .findFirst();
  }

  private JsonNode typed(String parameter, String value) {
    boolean number = document.at(parameter + "/schema/type").asText().equals("integer");
    return number ? new LongNode(Long.parseLong(value)) : new TextNode(value);
  }

  private List<String> body(Exchange.Message message) {
    String described = operation + "/requestBody";
    if (document.at(described).isMissingNode() || message.body().isEmpty()) {
      return document.at(described + "/required").asBoolean()
          ? List.of("the request's body is missing")
          : List.of();
    }
    String content = described + "/content/" + message.mediaType().replace("/", "~1");
    return document.at(content).isMissingNode()
        ? List.of("the request's content type is not documented: " + message.mediaType())
        : ExchangeCheck.prefixed(
            "request", document.errors(content + "/schema", Bodies.value(message)));
  }
}
