package dev.millrace.local;

import java.net.InetSocketAddress;

/**
 * Where to reach a local stack.
 *
 * @param database CQL
 * @param kafkaBootstrap {@code host:port}
 */
public record LocalStackEndpoints(
    InetSocketAddress database, String datacenter, String kafkaBootstrap) {

  /** The database as {@code host:port}. */
  public String databaseAddress() {
    return database.getAddress().getHostAddress() + ":" + database.getPort();
  }
}
