package dev.millrace.local.connect;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.connect.cli.ConnectDistributed;

/** The local Connect worker's process: a distributed worker that is its group's only one. */
public final class LocalConnect {

  private LocalConnect() {}

  /**
   * Runs until it is told to end. Prints {@code READY} and the port when its REST interface
   * listens.
   *
   * @param args the worker's configuration file, bootstrap servers, port of the REST interface,
   *     plugin path, directory of the files that connectors may refer to: these win over the file
   */
  @SuppressWarnings("SystemOut") // the launcher reads the line
  public static void main(String[] args) throws Exception {
    Map<String, String> worker = read(Path.of(args[0]));
    worker.put("bootstrap.servers", args[1]);
    worker.put("listeners", "http://127.0.0.1:" + args[2]);
    worker.put("plugin.path", args[3]);
    // It must exist, or the worker does not start.
    worker.put("config.providers.file.param.allowed.paths", args[4]);
    // One broker, and each partition costs files and start-up time.
    for (String topic : new String[] {"config", "offset", "status"}) {
      worker.put(topic + ".storage.replication.factor", "1");
    }
    worker.put("offset.storage.partitions", "1");
    worker.put("status.storage.partitions", "1");
    var connect = new ConnectDistributed().startConnect(worker);
    System.out.println("READY " + args[2]);
    connect.awaitStop();
  }

  private static Map<String, String> read(Path file) throws Exception {
    var properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    Map<String, String> map = new HashMap<>();
    properties.forEach((key, value) -> map.put(key.toString(), value.toString()));
    return map;
  }
}
