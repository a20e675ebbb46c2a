package dev.millrace.local.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/** The local broker's process. */
public final class LocalBroker {

  // Any valid id will do: there is one node.
  private static final String CLUSTER_ID = "TWlsbHJhY2VMb2NhbDAwMQ";

  private LocalBroker() {}

  /**
   * Runs until it is told to end. Prints {@code READY} and the port when it serves.
   *
   * @param args data directory, port, controller port
   */
  @SuppressWarnings("SystemOut") // the launcher reads the line
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]).toAbsolutePath();
    var config = new BrokerConfig(directory, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    Path file = config.write();
    if (!Files.exists(directory.resolve("data/meta.properties"))) {
      format(file);
    } else {
      LastRun.fence(config);
    }
    var server = new KafkaRaftServer(KafkaConfig.fromProps(config.properties()), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
    server.startup();
    System.out.println("READY " + config.port());
    server.awaitShutdown();
  }

  private static void format(Path file) {
    int status =
        StorageTool.execute(
            new String[] {"format", "--cluster-id", CLUSTER_ID, "--config", file.toString()},
            System.out);
    if (status != 0) {
      throw new IllegalStateException("storage of the broker could not be formatted: " + file);
    }
  }
}
