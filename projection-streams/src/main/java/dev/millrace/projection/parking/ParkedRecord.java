package dev.millrace.projection.parking;

import dev.millrace.contract.DeadLetterHeaders;
import dev.millrace.contract.DeadLetterHeaders.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record that waits, as it came.
 *
 * @param cause why it waits
 * @param coordinates where it stands in its topic
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ParkedRecord(
    byte[] key,
    byte @Nullable [] value,
    List<NamedBytes> headers,
    long timestamp,
    String cause,
    String coordinates) {

  /** A header. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record NamedBytes(String name, byte @Nullable [] value) {}

  public ParkedRecord {
    headers = List.copyOf(headers);
  }

  public static ParkedRecord of(Record<byte[], byte[]> record, String cause, String coordinates) {
    List<NamedBytes> headers = new ArrayList<>();
    record.headers().forEach(header -> headers.add(new NamedBytes(header.key(), header.value())));
    return new ParkedRecord(
        record.key(), record.value(), headers, record.timestamp(), cause, coordinates);
  }

  /** The record as it came. */
  public Record<byte[], byte[]> record() {
    Headers all = new RecordHeaders();
    headers.forEach(header -> all.add(header.name(), header.value()));
    return new Record<>(key, value, timestamp, all);
  }

  /** The same, waiting for another reason. */
  public ParkedRecord because(String newCause) {
    return new ParkedRecord(key, value, headers, timestamp, newCause, coordinates);
  }

  /** Its own headers and those of a dead letter. */
  public Headers headersWithCause(String component) {
    Headers all = record().headers();
    DeadLetterHeaders.write(all, new DeadLetter(component, cause, coordinates));
    return all;
  }
}
