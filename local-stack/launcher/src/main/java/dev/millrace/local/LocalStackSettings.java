package dev.millrace.local;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What to start and where.
 *
 * @param directory data and logs; used again, it brings back the data
 * @param databasePort 0 for a free one
 * @param brokerPort 0 for a free one
 * @param vnodeStreams CDC streams of the database's first generation, at least 1; later ones are
 *     begun with {@link LocalStack#newGeneration}
 * @param startTimeout how long each part may take to become ready
 */
public record LocalStackSettings(
    Path directory, int databasePort, int brokerPort, int vnodeStreams, Duration startTimeout) {

  private static final String STREAMS = "millrace.local-stack.streams";

  /**
   * Free ports, 8 streams (or as many as the system property {@code millrace.local-stack.streams}
   * says), and patience for a slow machine.
   */
  public static LocalStackSettings in(Path directory) {
    int streams = Integer.getInteger(STREAMS, 8);
    return new LocalStackSettings(directory.toAbsolutePath(), 0, 0, streams, Duration.ofMinutes(2));
  }

  public LocalStackSettings withPorts(int database, int broker) {
    return new LocalStackSettings(directory, database, broker, vnodeStreams, startTimeout);
  }

  public LocalStackSettings withVnodeStreams(int streams) {
    return new LocalStackSettings(directory, databasePort, brokerPort, streams, startTimeout);
  }
}
