package dev.millrace.runtime.kafka;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.ClientDnsLookup;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether clients of Kafka can be made: they cannot while no broker's name resolves. The successor
 * of a stream thread needs new clients, too; where they cannot be made, Kafka Streams goes on
 * without that thread, calls itself running, and never makes another.
 */
public final class BrokerNames {

  private static final Logger log = LoggerFactory.getLogger(BrokerNames.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final BooleanSupplier resolved;
  private final Duration pause;

  BrokerNames(BooleanSupplier resolved, Duration pause) {
    this.resolved = resolved;
    this.pause = pause;
  }

  /**
   * The names in a list of bootstrap servers.
   *
   * @param bootstrapServers as clients take it, {@code host:port,host:port}
   */
  public static BrokerNames of(String bootstrapServers) {
    return new BrokerNames(() -> isResolved(bootstrapServers), PAUSE);
  }

  // By the rule that clients go by themselves. Java remembers for half a minute what it resolved,
  // so clients that are made next get the same answer.
  private static boolean isResolved(String bootstrapServers) {
    try {
      var addresses =
          ClientUtils.parseAndValidateAddresses(
              List.of(bootstrapServers.split(",")), ClientDnsLookup.USE_ALL_DNS_IPS);
      return !addresses.isEmpty();
    } catch (ConfigException e) {
      log.warn("clients of Kafka cannot be made now cause={}", e.getMessage());
      return false;
    }
  }

  /** Whether one of them resolves now. */
  public boolean areResolved() {
    return resolved.getAsBoolean();
  }

  /**
   * Waits until one of them resolves, however long that takes.
   *
   * @param wanted whether to go on waiting; asked every second
   */
  public void await(BooleanSupplier wanted) {
    try {
      while (wanted.getAsBoolean() && !areResolved()) {
        Thread.sleep(pause.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
