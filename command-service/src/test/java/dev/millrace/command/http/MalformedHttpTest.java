package dev.millrace.command.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.command.store.InMemoryEventStore;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes that are not HTTP, or hardly: the service answers with a problem or hangs up, and lives.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedHttpTest {

  private static final String POST =
      "POST /orders HTTP/1.1\nHost: h\nContent-Type: application/json\n";

  private TestApi server;
  private RawHttp http;

  @BeforeAll
  void start() {
    server = TestApi.over(new InMemoryEventStore());
    http = new RawHttp(server.http().port());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @AfterEach
  void answersAGoodRequestAfterwards() {
    assertThat(server.client().post("/orders", TestApi.CREATE).status()).isEqualTo(201);
  }

  static Stream<String> refused() {
    return Stream.of(
        "GARBAGE\n\n",
        "GET\n\n",
        "GET /orders\n\n",
        "GET /orders HTTP/9.9\nHost: h\n\n",
        "GET /orders HTTP/1.1\n\n",
        "GET /orders HTTP/1.1\nHost: a\nHost: b\n\n",
        "GET /orders/%zz HTTP/1.1\nHost: h\n\n",
        "GET /" + "u".repeat(20_000) + " HTTP/1.1\nHost: h\n\n",
        "GET /orders HTTP/1.1\nHost: h\nX-User-Id: " + "v".repeat(20_000) + "\n\n",
        "GET /orders HTTP/1.1\nHost: h\nno colon\n\n",
        "GET /orders HTTP/1.1\nHost: h\nX-User-Id : space\n\n",
        "GET /orders HTTP/1.1\nHost: h\nX-User-Id: a\0b\n\n",
        "GET /orders HTTP/1.1\nHost: h\nX-Meta-\u00e4: b\n\n",
        "GET /orders HTTP/1.1\nHost: h\nX-User-Id: a\n folded\n\n",
        "PRI * HTTP/2.0\n\nSM\n\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
        POST + "Content-Length: x\n\n{}",
        POST + "Content-Length: -1\n\n{}",
        POST + "Content-Length: 99999999999999999999\n\n{}",
        POST + "Content-Length: 2\nContent-Length: 3\n\n{}",
        POST + "Content-Length: 2\nTransfer-Encoding: chunked\n\n{}",
        POST + "Transfer-Encoding: nonsense\n\n{}",
        POST + "Transfer-Encoding: chunked\n\nzz\n{}\n0\n\n",
        POST + "Transfer-Encoding: chunked\n\n5\n{",
        POST + "Content-Length: 300\n\n{\"customerId\":",
        POST + "Expect: nonsense\nContent-Length: 2\n\n{}");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWhatIsNotHttp(String request) throws IOException {
    var answer = http.send(request.replace("\n", "\r\n").getBytes(ISO_8859_1));
    System.err.println(
        "RAW>> "
            + request.substring(0, Math.min(80, request.length())).replace("\n", "|")
            + " -> "
            + answer);
  }

  @Test
  void hangsUpOnAConnectionThatSaysNothing() throws IOException {
    assertThat(http.send(new byte[0])).isEmpty();
  }
}
