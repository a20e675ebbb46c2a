package dev.millrace.cli;

import java.net.InetSocketAddress;
import picocli.CommandLine.Option;

/** Options that say where database and Kafka of a running pipeline are; as {@code up} has them. */
public final class BackendOptions {

  @Option(
      names = "--database",
      description = "host:port (default: ${DEFAULT-VALUE})",
      defaultValue = "127.0.0.1:9042")
  private String database = "";

  @Option(
      names = "--datacenter",
      description = "of the database (default: ${DEFAULT-VALUE})",
      defaultValue = "datacenter1")
  private String datacenter = "";

  @Option(
      names = "--kafka",
      description = "bootstrap servers (default: ${DEFAULT-VALUE})",
      defaultValue = "127.0.0.1:9092")
  private String kafka = "";

  /**
   * The database's address.
   *
   * @throws IllegalArgumentException if it is none
   */
  public InetSocketAddress database() {
    int colon = database.lastIndexOf(':');
    if (colon < 1 || !database.substring(colon + 1).matches("\\d{1,5}")) {
      throw new IllegalArgumentException("--database must be host:port, got " + database);
    }
    return InetSocketAddress.createUnresolved(
        database.substring(0, colon), Integer.parseInt(database.substring(colon + 1)));
  }

  public String datacenter() {
    return datacenter;
  }

  /** Bootstrap servers. */
  public String kafka() {
    return kafka;
  }
}
