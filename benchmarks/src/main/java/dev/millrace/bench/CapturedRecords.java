package dev.millrace.bench;

import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.Topics;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Fills {@code order-capture} with events that no store has. */
final class CapturedRecords {

  private CapturedRecords() {}

  /**
   * Lives of aggregates, some at a time: the events of these are mixed.
   *
   * @param events of each
   * @param open so many at a time
   */
  record Lives(int aggregates, int events, int open) {}

  /** Sends all events. */
  static void write(String kafka, Lives lives) {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka, "linger.ms", 5),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int begun = 0; begun < lives.aggregates(); begun += lives.open()) {
        var ids =
            Stream.generate(UUID::randomUUID)
                .limit(Math.min(lives.open(), lives.aggregates() - begun))
                .toList();
        for (int sequence = 1; sequence <= lives.events(); sequence++) {
          for (UUID id : ids) {
            send(producer, id, sequence);
          }
        }
      }
    }
  }

  private static void send(Producer<String, byte[]> producer, UUID id, long sequence) {
    var event = CapturedLog.event(new AggregateId("order", id), id, sequence);
    var unused =
        producer.send(
            CaptureRecords.write(
                new CapturedEvent(event, Topics.ORDER_EVENTS.name(), CapturedEvent.CDC)));
  }
}
