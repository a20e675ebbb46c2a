package dev.millrace.contract;

import static dev.millrace.contract.RecordHeaders.add;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.millrace.contract.EncodedEvent.AggregateId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Records of {@code order-capture}: key the aggregate id, value the payload, everything else in
 * headers, so that a stock CDC connector can write them by configuration alone. A watermark has no
 * value, and of the headers {@code sequence} and {@code capture} alone.
 */
public final class CaptureRecords {

  static final String ID = "id";
  static final String EVENT_TYPE = "event_type";
  static final String SCHEMA_VERSION = "schema_version";
  static final String AGGREGATE_TYPE = "aggregate_type";
  static final String SEQUENCE = "sequence";
  static final String OCCURRED_AT = "occurred_at";
  static final String METADATA = "metadata";
  static final String TOPIC = "topic";

  /** Which way a record came: {@code cdc}, {@code express}, {@code connect} or a watermark. */
  public static final String CAPTURE = "capture";

  /** Value of {@link #CAPTURE} by which a watermark is told from an event. */
  static final String WATERMARK = "watermark";

  private CaptureRecords() {}

  /** The record of a captured event, keyed so that an aggregate stays on one partition. */
  public static ProducerRecord<String, byte[]> write(CapturedEvent captured) {
    EncodedEvent event = captured.event();
    var record =
        new ProducerRecord<>(
            Topics.ORDER_CAPTURE.name(),
            event.aggregate().id().toString(),
            event.payload().getBytes(StandardCharsets.UTF_8));
    Headers headers = record.headers();
    add(headers, ID, event.id());
    add(headers, EVENT_TYPE, event.type());
    add(headers, SCHEMA_VERSION, event.schemaVersion());
    add(headers, AGGREGATE_TYPE, event.aggregate().type());
    add(headers, SEQUENCE, event.sequence());
    add(headers, OCCURRED_AT, event.occurredAt().toEpochMilli());
    add(headers, METADATA, ContractJson.write(event.metadata()));
    if (captured.topic() == null) {
      headers.add(new RecordHeader(TOPIC, (byte[]) null));
    } else {
      add(headers, TOPIC, captured.topic());
    }
    add(headers, CAPTURE, captured.route());
    return record;
  }

  /** The record of a watermark, on the partition of its aggregate's events. */
  public static ProducerRecord<String, byte[]> write(Watermark watermark) {
    var record =
        new ProducerRecord<String, byte[]>(
            Topics.ORDER_CAPTURE.name(), watermark.aggregate().toString(), null);
    add(record.headers(), SEQUENCE, watermark.version());
    add(record.headers(), CAPTURE, WATERMARK);
    return record;
  }

  /**
   * What a record says, be it of an event or a watermark.
   *
   * @throws MalformedRecordException if it is neither
   */
  public static CaptureRecord readAny(
      @Nullable String key, Headers recordHeaders, byte @Nullable [] value) {
    var headers = new RecordHeaders(recordHeaders);
    if (!headers.optional(CAPTURE).filter(WATERMARK::equals).isPresent()) {
      return read(key, recordHeaders, value);
    }
    if (key == null) {
      throw new MalformedRecordException("key must not be null");
    }
    return new Watermark(RecordHeaders.parseUuid("key", key), headers.positive(SEQUENCE));
  }

  /**
   * The captured event of a record, by whichever route it came.
   *
   * @throws MalformedRecordException if the record is none
   */
  public static CapturedEvent read(
      @Nullable String key, Headers recordHeaders, byte @Nullable [] value) {
    if (key == null || value == null) {
      throw new MalformedRecordException("key and value must not be null");
    }
    var headers = new RecordHeaders(recordHeaders);
    var event =
        new EncodedEvent(
            headers.uuid(ID),
            headers.text(EVENT_TYPE),
            headers.positiveInt(SCHEMA_VERSION),
            new AggregateId(headers.text(AGGREGATE_TYPE), RecordHeaders.parseUuid("key", key)),
            headers.positive(SEQUENCE),
            Instant.ofEpochMilli(headers.positive(OCCURRED_AT)),
            metadata(headers.text(METADATA)),
            new String(value, StandardCharsets.UTF_8));
    return new CapturedEvent(
        event, headers.optional(TOPIC).orElse(null), headers.optional(CAPTURE).orElse("unknown"));
  }

  private static EventMetadata metadata(String json) {
    try {
      return ContractJson.read(
          EventMetadata.class, ContractJson.lenientReader(EventMetadata.class), json);
    } catch (JsonProcessingException e) {
      throw new MalformedRecordException(
          "header " + METADATA + " must be JSON of event metadata: " + e.getOriginalMessage(), e);
    }
  }
}
