package dev.millrace.acceptance.route;

import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EventRecords;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record of a public topic as it is on the wire.
 *
 * @param headers {@code name=value}, sorted: a client's own entries come in no order
 */
record WireRecord(String key, String value, List<String> headers) {

  static WireRecord of(ConsumerRecord<byte[], byte[]> record) {
    return new WireRecord(text(record.key()), text(record.value()), sorted(record.headers()));
  }

  /** What the contract says that a stored event is published as. */
  static WireRecord expected(EncodedEvent event) {
    Headers headers = new RecordHeaders();
    EventRecords.writeHeaders(event, headers);
    return new WireRecord(event.aggregate().id().toString(), event.payload(), sorted(headers));
  }

  private static List<String> sorted(Headers headers) {
    return StreamSupport.stream(headers.spliterator(), false)
        .map(header -> header.key() + "=" + text(header.value()))
        .sorted()
        .collect(Collectors.toList());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
