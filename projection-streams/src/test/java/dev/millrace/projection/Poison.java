package dev.millrace.projection;

import static dev.millrace.projection.EventFixtures.CONFIRMED;
import static dev.millrace.projection.EventFixtures.CREATED;
import static dev.millrace.projection.EventFixtures.ORDER;
import static dev.millrace.projection.EventFixtures.OTHER_ORDER;
import static dev.millrace.projection.EventFixtures.bytes;

import dev.millrace.contract.EventRecords;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record that no projection can use.
 *
 * @param placed whether it can be seen where it belongs: it is parked there, others are dead
 *     letters
 * @param cause how the cause of either begins
 */
record Poison(String name, boolean placed, ProducerRecord<byte[], byte[]> record, String cause) {

  private static final String EVENT = "order/" + ORDER + "@1 order.";

  static Stream<Poison> ofEveryKind() {
    return Stream.of(
        poison("null value", changed(key(), null), "value must not be null"),
        dead("foreign", EventFixtures.record(key(), bytes("x"), 1), "header ce_subject is missing"),
        poison("no JSON", changed(key(), bytes("{")), EVENT + "created v1: payload does not fit"),
        poison(
            "other JSON", changed(key(), bytes("{}")), EVENT + "created v1: payload does not fit"),
        poison("unknown type", header(EventRecords.TYPE, "order.exploded"), EVENT + "exploded v1"),
        poison("newer schema", header(EventRecords.SCHEMA_VERSION, "2"), EVENT + "created v2: "),
        dead("no number", header(EventRecords.SEQUENCE, "0"), "header ce_sequence must be"),
        poison("no time", header(EventRecords.TIME, "noon"), "header ce_time must be an RFC 3339"),
        // A time that Java reads, and that no table can hold.
        poison("far time", header(EventRecords.TIME, "+999999999-01-01T00:00:00Z"), "header ce_t"),
        dead("null key", changed(null, payload()), "key must be " + ORDER + ", got null"),
        dead("other key", changed(bytes(OTHER_ORDER.toString()), payload()), "key must be "),
        dead("key that is no text", changed(new byte[] {-1, 0, -2}, payload()), "key must be "),
        poison("hole", EventFixtures.record(ORDER, 2, CONFIRMED), "expected sequence 1, got 2: "));
  }

  private static Poison poison(String name, ProducerRecord<byte[], byte[]> record, String cause) {
    return new Poison(name, true, record, cause);
  }

  private static Poison dead(String name, ProducerRecord<byte[], byte[]> record, String cause) {
    return new Poison(name, false, record, cause);
  }

  private static byte[] key() {
    return bytes(ORDER.toString());
  }

  private static byte[] payload() {
    return EventFixtures.record(ORDER, 1, CREATED).value();
  }

  private static ProducerRecord<byte[], byte[]> changed(byte[] key, byte[] value) {
    var record = EventFixtures.record(key, value, 1);
    EventRecords.writeHeaders(EventFixtures.encoded(ORDER, 1, CREATED), record.headers());
    return record;
  }

  private static ProducerRecord<byte[], byte[]> header(String name, String value) {
    var record = EventFixtures.record(ORDER, 1, CREATED);
    record.headers().remove(name).add(name, bytes(value));
    return record;
  }

  @Override
  public String toString() {
    return name;
  }
}
