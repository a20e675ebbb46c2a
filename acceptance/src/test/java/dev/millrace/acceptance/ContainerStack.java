package dev.millrace.acceptance;

import dev.millrace.local.LocalStack;
import dev.millrace.local.LocalStackEndpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.redpanda.RedpandaContainer;
import org.testcontainers.scylladb.ScyllaDBContainer;

/** ScyllaDB and Redpanda in containers, of the images that docker-compose.yml has. */
final class ContainerStack {

  /** What the image of ScyllaDB calls its only one. */
  private static final String DATACENTER = "datacenter1";

  private ContainerStack() {}

  static boolean engineAnswers() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  /** Starts both side by side and waits until they serve. */
  // They live as long as the stack, which closes them.
  @SuppressWarnings("resource")
  static LocalStack start() {
    var scylla = new ScyllaDBContainer(image("scylladb/scylla"));
    var redpanda = new RedpandaContainer(image("redpandadata/redpanda"));
    Startables.deepStart(Stream.of(scylla, redpanda)).join();
    var endpoints =
        new LocalStackEndpoints(
            scylla.getContactPoint(), DATACENTER, withoutScheme(redpanda.getBootstrapServers()));
    return LocalStack.elsewhere(
        endpoints,
        () -> {
          redpanda.stop();
          scylla.stop();
        });
  }

  /** With the tag that docker-compose.yml pins. */
  static String image(String name) {
    try {
      String compose = Files.readString(Path.of("../docker-compose.yml"));
      Matcher image = Pattern.compile(name + ":\\$\\{\\w+:-([^}]+)}").matcher(compose);
      if (!image.find()) {
        throw new IllegalStateException("docker-compose.yml has no pinned image " + name);
      }
      return name + ":" + image.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String withoutScheme(String address) {
    return address.replaceFirst("^\\w+://", "");
  }
}
