package dev.millrace.local;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What to start and where.
 *
 * @param directory data and logs; used again, it brings back the data
 * @param databasePort 0 for a free one
 * @param brokerPort 0 for a free one
 * @param vnodeStreams CDC streams of the database, at least 1; fixed once data is there
 * @param startTimeout how long each part may take to become ready
 */
public record LocalStackSettings(
    Path directory, int databasePort, int brokerPort, int vnodeStreams, Duration startTimeout) {

  /** Free ports, 8 streams, and patience for a slow machine. */
  public static LocalStackSettings in(Path directory) {
    return new LocalStackSettings(directory.toAbsolutePath(), 0, 0, 8, Duration.ofMinutes(2));
  }

  public LocalStackSettings withPorts(int database, int broker) {
    return new LocalStackSettings(directory, database, broker, vnodeStreams, startTimeout);
  }

  public LocalStackSettings withVnodeStreams(int streams) {
    return new LocalStackSettings(directory, databasePort, brokerPort, streams, startTimeout);
  }
}
