package dev.millrace.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that a node keeps over its restarts. They lie below those that the system gives to outgoing
 * connections: while a node is down, the many attempts of its clients to reach it would now and
 * then be given its own port, and it could not come back.
 */
final class FreePorts {

  private static final int LOWEST = 10_000;

  /** Where Linux begins to give them out unless told otherwise; other systems begin higher. */
  private static final int USUAL_EPHEMERAL = 32_768;

  private static final Path EPHEMERAL_RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final int ATTEMPTS = 1_000;

  private FreePorts() {}

  /**
   * Ports of the loopback interface that are free now, all different.
   *
   * @throws LocalStackException if there are too few
   */
  static List<Integer> find(int count) {
    int end = firstEphemeral();
    Set<Integer> free = new LinkedHashSet<>();
    for (int i = 0; i < ATTEMPTS && free.size() < count; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, end);
      if (isFree(port)) {
        free.add(port);
      }
    }
    if (free.size() < count) {
      throw new LocalStackException(
          "only " + free.size() + " of " + count + " free ports from " + LOWEST + " to " + end);
    }
    return List.copyOf(free);
  }

  /** The first port that an outgoing connection may be given. */
  static int firstEphemeral() {
    try {
      int first = Integer.parseInt(Files.readString(EPHEMERAL_RANGE).strip().split("\\s+", 2)[0]);
      // Where everything is ephemeral, there is nothing below it.
      return first > LOWEST ? first : USUAL_EPHEMERAL;
    } catch (IOException | NumberFormatException e) {
      return USUAL_EPHEMERAL;
    }
  }

  private static boolean isFree(int port) {
    try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
