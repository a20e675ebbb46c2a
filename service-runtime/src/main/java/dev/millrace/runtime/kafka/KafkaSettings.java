package dev.millrace.runtime.kafka;

import dev.millrace.runtime.config.Settings;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where the brokers are.
 *
 * @param partitions of each topic that a service creates
 */
public record KafkaSettings(String bootstrapServers, int partitions) {

  private static final List<InetSocketAddress> BOOTSTRAP =
      List.of(InetSocketAddress.createUnresolved("localhost", 9092));

  public static KafkaSettings from(Settings settings) {
    return new KafkaSettings(
        bootstrapServers(settings),
        settings.number("kafka.partitions", 4, new Settings.Range(1, 10_000)));
  }

  /**
   * Reads {@code kafka.bootstrap-servers}. Only the form is looked at: a name that nobody knows yet
   * is a broker that is away.
   */
  public static String bootstrapServers(Settings settings) {
    return settings.addresses("kafka.bootstrap-servers", BOOTSTRAP).stream()
        .map(address -> address.getHostString() + ":" + address.getPort())
        .collect(Collectors.joining(","));
  }
}
