package dev.millrace.cli.doctor;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What to look at.
 *
 * @param kafka bootstrap servers
 * @param bridges every instance
 * @param confidence {@code capture.confidence} of the bridges
 */
record Targets(
    InetSocketAddress database,
    String datacenter,
    String kafka,
    URI commands,
    List<URI> bridges,
    URI queries,
    Duration confidence) {

  Targets {
    bridges = List.copyOf(bridges);
  }
}
