package dev.millrace.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.command.http.Exchange.Message;
import java.util.Set;
import java.util.regex.Pattern;

/** What every answer keeps, to whatever request. */
final class Answers {

  private static final Pattern INSIDES =
      Pattern.compile(
          "java\\.|javax\\.|jakarta\\.|kotlin\\.|dev\\.millrace\\.|com\\.fasterxml|org\\.eclipse|"
              + "io\\.javalin|Exception|\\tat ");

  /** Come back later; and: no such version of HTTP. */
  private static final Set<Integer> NO_FAILURES = Set.of(503, 505);

  private Answers() {}

  /** Fails unless the answer is no failure, tells no insides, and is a problem if it refuses. */
  static void hold(String where, RawHttp.Answer answer) {
    int status = answer.status();
    Message message = answer.message();
    assertThat(status).as(where).matches(s -> s < 500 || NO_FAILURES.contains(s), "is no failure");
    assertThat(message.body()).as(where).doesNotContainPattern(INSIDES);
    if (status >= 400) {
      assertThat(message.mediaType()).as(where).isEqualTo("application/problem+json");
      JsonNode problem = Bodies.value(message);
      assertThat(problem.path("status").asInt()).as(where).isEqualTo(status);
      assertThat(problem.path("code").asText()).as(where).isNotBlank();
      assertThat(problem.path("detail").asText()).as(where).isNotBlank();
    } else {
      assertThat(status).as(where).isIn(200, 201, 304);
    }
  }
}
