package dev.millrace.bridge.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.millrace.local.ChildCommand;
import dev.millrace.local.ChildProcess;
import dev.millrace.local.LocalStack;
import dev.millrace.local.LocalStackEndpoints;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The bridge in a process of its own, as seen through its HTTP interface. */
final class BridgeProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final Pattern LISTENING =
      Pattern.compile("http listening host=127.0.0.1 port=(\\d+)");

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();
  private final ChildProcess process;
  private final String port;

  private BridgeProcess(ChildProcess process) {
    this.process = process;
    process.start();
    port = process.awaitOutput(LISTENING, START).group(1);
  }

  // Closed with the bridge.
  @SuppressWarnings("resource")
  static BridgeProcess start(String name, LocalStackEndpoints endpoints, Path directory) {
    List<String> arguments =
        List.of(
            "--http.port=0",
            "--scylla.contact-points=" + endpoints.databaseAddress(),
            "--kafka.bootstrap-servers=" + endpoints.kafkaBootstrap(),
            "--capture.window=200ms",
            "--capture.idle-window=800ms",
            // A slow machine makes rows late, which is not what is tested.
            "--capture.confidence=5s",
            // It is capture that is tested: what it loses must not be mended by the others.
            "--sequencer.enabled=false",
            "--auditor.enabled=false",
            "--sequencer.state-dir=" + directory.resolve(name));
    return new BridgeProcess(
        new ChildProcess(
            new ChildCommand(
                name,
                "cdc-bridge",
                "dev.millrace.bridge.Main",
                arguments,
                List.of("-Xmx192m", LocalStack.QUICK_TO_WARM_UP)),
            directory));
  }

  ChildProcess process() {
    return process;
  }

  /** How many tasks it captures, by its own account; 0 if it does not answer. */
  int tasksOwned() {
    return capture().at("/tasks/owned").asInt();
  }

  boolean isReady() {
    try {
      return get("/health/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** What {@code GET /capture} says; nothing if there is no answer. */
  JsonNode capture() {
    try {
      return new ObjectMapper().readTree(get("/capture").body());
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private HttpResponse<String> get(String path) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try {
      return http.send(
          HttpRequest.newBuilder(uri).timeout(ANSWER).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    process.kill();
  }
}
