package dev.millrace.local.database;

import java.nio.file.Path;
import org.apache.cassandra.service.CassandraDaemon;

/** The local database's process. */
public final class LocalDatabase {

  private LocalDatabase() {}

  /**
   * Runs until it is told to end. Prints {@code READY} and the CQL port when it serves.
   *
   * @param args data directory, CQL port, storage port, number of CDC streams of the first
   *     generation
   */
  @SuppressWarnings("SystemOut") // the launcher reads the line
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]).toAbsolutePath();
    int cqlPort = Integer.parseInt(args[1]);
    new CassandraConfig(directory, cqlPort, Integer.parseInt(args[2])).apply();
    Cdc.open(directory, Integer.parseInt(args[3]));
    CassandraDaemon daemon = new CassandraDaemon(true);
    daemon.applyConfig();
    daemon.init(null);
    Cdc.publish();
    daemon.start();
    System.out.println("READY " + cqlPort);
    Thread.currentThread().join();
  }
}
