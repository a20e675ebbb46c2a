package dev.millrace.bench;

import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.Topics;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Fills {@code order-capture} with events that no store has. */
final class CapturedRecords {

  private CapturedRecords() {}

  /** Sends the events of so many aggregates, each so many, aggregates mixed. */
  static void write(String kafka, int aggregates, int eventsOfEach) {
    UUID[] ids = new UUID[aggregates];
    for (int i = 0; i < aggregates; i++) {
      ids[i] = UUID.randomUUID();
    }
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka, "linger.ms", 5),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int sequence = 1; sequence <= eventsOfEach; sequence++) {
        for (UUID id : ids) {
          var event = CapturedLog.event(new AggregateId("order", id), id, sequence);
          var unused =
              producer.send(
                  CaptureRecords.write(
                      new CapturedEvent(event, Topics.ORDER_EVENTS.name(), CapturedEvent.CDC)));
        }
      }
    }
  }
}
