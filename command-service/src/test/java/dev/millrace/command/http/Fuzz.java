package dev.millrace.command.http;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Makes bad requests out of good ones. The same seed makes the same requests. */
final class Fuzz {

  private static final Pattern VALUE = Pattern.compile("\"[^\"]*\"|\\d+|\\[.*]", Pattern.DOTALL);
  private final Random random;

  Fuzz(long seed) {
    random = new Random(seed);
  }

  FuzzedRequest mutate(FuzzedRequest good) {
    FuzzedRequest request = good;
    for (int i = random.nextInt(3); i >= 0; i--) {
      request = once(request);
    }
    return request;
  }

  private FuzzedRequest once(FuzzedRequest request) {
    return switch (random.nextInt(10)) {
      case 0 -> request.withMethod(one(FuzzValues.METHODS));
      case 1 -> request.withTarget(target(request.target()));
      case 2 -> request.withTarget(request.target() + "?" + one(FuzzValues.QUERIES));
      case 3, 4 -> request.withHeader(one(FuzzValues.HEADERS), headerValue());
      case 5 -> request.withBody(bytes(request.body()));
      default -> request.withBody(FuzzedRequest.encoded(text(request.text())));
    };
  }

  private String target(String target) {
    return switch (random.nextInt(4)) {
      case 0 -> target + "/";
      case 1 -> "/orders/" + new UUID(random.nextLong(), random.nextLong()) + "/events";
      default -> one(FuzzValues.PATHS);
    };
  }

  private String headerValue() {
    return random.nextInt(3) > 0
        ? one(FuzzValues.HEADER_VALUES)
        : random
            .ints(random.nextInt(40), 0x20, 0x100)
            .filter(c -> c != 0x7f)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private String bytes(String body) {
    StringBuilder changed = new StringBuilder(body);
    for (int i = random.nextInt(4); i >= 0 && !body.isEmpty(); i--) {
      changed.setCharAt(random.nextInt(body.length()), (char) random.nextInt(256));
    }
    return changed.toString();
  }

  private String text(String body) {
    return switch (random.nextInt(6)) {
      case 0 -> body.substring(0, random.nextInt(body.length() + 1));
      case 1 -> body + one(FuzzValues.VALUES);
      case 2 ->
          body.replaceFirst(
              "\\{", "{\"" + one(List.of("x", "currency", "a b", "\\u0000")) + "\":1,");
      case 3 -> body.replaceFirst("(\"\\w+\":)", "$1null,$1");
      default -> withOtherValue(body);
    };
  }

  private String withOtherValue(String body) {
    List<MatchResult> values = VALUE.matcher(body).results().toList();
    if (values.isEmpty()) {
      return one(FuzzValues.VALUES);
    }
    var value = one(values);
    return body.substring(0, value.start()) + one(FuzzValues.VALUES) + body.substring(value.end());
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
