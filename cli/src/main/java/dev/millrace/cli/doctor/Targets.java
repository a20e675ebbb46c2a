package dev.millrace.cli.doctor;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to look at.
 *
 * @param kafka bootstrap servers
 * @param bridges every instance
 * @param confidence {@code capture.confidence} of the bridges
 * @param connect null where the bridges capture
 */
record Targets(
    InetSocketAddress database,
    String datacenter,
    String kafka,
    URI commands,
    List<URI> bridges,
    URI queries,
    Duration confidence,
    @Nullable ConnectTarget connect) {

  /** A connector that captures, and a worker of those that run it. */
  record ConnectTarget(URI worker, String connector) {}

  Targets {
    bridges = List.copyOf(bridges);
  }
}
