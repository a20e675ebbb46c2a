package dev.millrace.local.broker;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * What a broker that was killed left behind: the controller's belief that it is alive and leads its
 * partitions.
 *
 * <p>Started with that belief, a broker takes up its transactions at once, while nobody can connect
 * to it yet. As soon as the controller notices that this is another run, no partition has a leader
 * for a moment; Kafka 4.3.1 takes such partitions for deleted ones, and calls a transaction
 * complete without having written its markers there ({@code
 * KRaftMetadataCache.getPartitionLeaderEndpoint}, {@code
 * TransactionMarkerChannelManager.addTxnMarkersToBrokerQueue}). For consumers of committed records
 * such a partition ends there for ever. Clusters with more than one replica have another leader.
 *
 * <p>So the belief is taken from the controller before the broker starts.
 */
final class LastRun {

  private static final Duration USUAL = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private LastRun() {}

  /**
   * Runs the controller alone until it has given up the broker of the last run, or ten seconds if
   * that had not come so far as to be known.
   *
   * @throws IllegalStateException if it is still believed alive after a minute
   */
  static void fence(BrokerConfig config) throws JMException, InterruptedException {
    var controller =
        new KafkaRaftServer(KafkaConfig.fromProps(config.controllerAlone()), Time.SYSTEM);
    controller.startup();
    try {
      awaitFenced();
    } finally {
      controller.shutdown();
      controller.awaitShutdown();
    }
  }

  private static void awaitFenced() throws JMException, InterruptedException {
    long begun = System.nanoTime();
    while (brokers("Fenced") == 0) {
      long waited = System.nanoTime() - begun;
      if (waited > USUAL.toNanos() && brokers("Active") == 0) {
        return;
      }
      if (waited > TIMEOUT.toNanos()) {
        throw new IllegalStateException(
            "the controller did not give up the last run within " + TIMEOUT);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** How many there are of them, as the controller's metrics say. */
  private static int brokers(String state) throws JMException {
    var name =
        new ObjectName("kafka.controller:type=KafkaController,name=" + state + "BrokerCount");
    try {
      return (Integer) ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Value");
    } catch (InstanceNotFoundException e) {
      return 0; // not published yet
    }
  }
}
