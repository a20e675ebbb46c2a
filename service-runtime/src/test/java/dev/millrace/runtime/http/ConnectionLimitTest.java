package dev.millrace.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConnectionLimitTest {

  private static final int LIMIT = 2;

  @Test
  void oneMoreConnectionWaitsUntilAnotherEnds() throws IOException {
    var operations = new HttpService.Operations(new Health(), Metrics.registry("test"));
    var settings = new HttpSettings("127.0.0.1", 0, 1024, LIMIT);
    try (var service = HttpService.start(settings, operations, routes -> {});
        var first = new Connection(service.port());
        var second = new Connection(service.port())) {
      assertThat(first.get("/health/live")).contains("200");
      assertThat(second.get("/health/live")).contains("200");
      try (var third = new Connection(service.port())) {
        third.send("/health/live");
        for (int i = 0; i < 100; i++) {
          assertThat(second.get("/health/live")).contains("200");
        }
        assertThat(third.isAnswered()).isFalse();
        first.hangUp();
        assertThat(third.status()).contains("200");
      }
    }
  }

  /** One connection, kept open. */
  private static final class Connection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 30_000;

    private final Socket socket;
    private final BufferedReader in;

    Connection(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    String get(String path) throws IOException {
      send(path);
      return status();
    }

    void send(String path) throws IOException {
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    boolean isAnswered() throws IOException {
      return socket.getInputStream().available() > 0;
    }

    /** The status line of the answer, which is read to its end: four letters, {@code live}. */
    String status() throws IOException {
      String status = in.readLine();
      String header = in.readLine();
      while (header != null && !header.isEmpty()) {
        header = in.readLine();
      }
      assertThat(in.skip("live".length())).isEqualTo(4);
      return status;
    }

    void hangUp() throws IOException {
      socket.close();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
