package dev.millrace.command.express;

import dev.millrace.command.store.Append;
import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.Topics;
import dev.millrace.runtime.retry.Attempts;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The express lane over a Kafka producer of its own, in the order of the appends. Memory is bounded
 * by the producer's buffer; what does not fit or is not taken within seconds is dropped and
 * counted.
 */
public final class KafkaExpressLane implements ExpressLane, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(KafkaExpressLane.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final Supplier<Producer<String, byte[]>> producers;
  private final ExpressMetrics metrics;
  private final AtomicBoolean delivering = new AtomicBoolean(true);
  private final Thread opening = new Thread(this::untilOpen, "express-lane");
  private volatile @Nullable Producer<String, byte[]> producer;

  private KafkaExpressLane(Supplier<Producer<String, byte[]>> producers, MeterRegistry registry) {
    this.producers = producers;
    this.metrics = new ExpressMetrics(registry);
  }

  /**
   * Opens it, whether Kafka is there or not. Returns at once: a producer cannot be made while none
   * of the brokers' names resolves, and until there is one, hints are dropped.
   */
  public static KafkaExpressLane open(ExpressSettings settings, MeterRegistry registry) {
    return open(() -> ExpressProducer.create(settings), registry);
  }

  static KafkaExpressLane open(
      Supplier<Producer<String, byte[]>> producers, MeterRegistry registry) {
    var lane = new KafkaExpressLane(producers, registry);
    lane.opening.setDaemon(true);
    lane.opening.start();
    return lane;
  }

  private void untilOpen() {
    try {
      Attempts.untilDone("express lane", this::makeProducer);
    } catch (InterruptedException e) {
      log.info("express lane never opened");
    }
  }

  private void makeProducer() {
    Producer<String, byte[]> made = producers.get();
    lookForTopic(made);
    producer = made;
  }

  /** The answer comes later: this only has the producer ask, so that the first hint need not. */
  private static void lookForTopic(Producer<String, byte[]> producer) {
    try {
      var unused = producer.partitionsFor(Topics.ORDER_CAPTURE.name());
    } catch (RuntimeException e) {
      log.debug("express lane has asked for its topic", e);
    }
  }

  @Override
  public void offer(Append committed) {
    committed
        .entries()
        .forEach(
            entry -> send(new CapturedEvent(entry.event(), entry.topic(), CapturedEvent.EXPRESS)));
  }

  private void send(CapturedEvent event) {
    Producer<String, byte[]> producer = this.producer;
    if (producer == null) {
      ended(new KafkaException("the express lane is not open yet"));
      return;
    }
    try {
      // The callback is told how it ends.
      Future<RecordMetadata> unused =
          producer.send(CaptureRecords.write(event), (sent, error) -> ended(error));
    } catch (RuntimeException e) {
      ended(e);
    }
  }

  private void ended(@Nullable Exception error) {
    if (error == null) {
      metrics.delivered();
      if (delivering.compareAndSet(false, true)) {
        log.info("express lane delivers again");
      }
    } else {
      metrics.dropped();
      if (delivering.compareAndSet(true, false)) {
        log.warn("express lane drops hints, events come through CDC cause={}", error.toString());
      }
    }
  }

  /** Gives what is under way a moment; the rest comes through change data capture. */
  @Override
  public void close() {
    opening.interrupt();
    try {
      // Looking names up is not to be interrupted.
      opening.join(CLOSE_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Producer<String, byte[]> producer = this.producer;
    if (producer != null) {
      producer.close(CLOSE_TIMEOUT);
    }
  }
}
