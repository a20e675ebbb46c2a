package dev.millrace.contract;

import static dev.millrace.contract.RecordHeaders.add;

import dev.millrace.contract.EncodedEvent.AggregateId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Records of {@code order-events}: <a
 * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents
 * 1.0 in Kafka binary mode</a>. Key the aggregate id, value the event's JSON, envelope in headers.
 */
public final class EventRecords {

  public static final String ID = "ce_id";
  public static final String TYPE = "ce_type";
  public static final String SOURCE = "ce_source";
  public static final String SUBJECT = "ce_subject";
  public static final String TIME = "ce_time";
  public static final String SPEC_VERSION = "ce_specversion";

  /** Place in the aggregate's history. */
  public static final String SEQUENCE = "ce_sequence";

  public static final String CONTENT_TYPE = "content-type";
  public static final String SCHEMA_VERSION = "schema_version";
  public static final String CORRELATION_ID = "correlation_id";
  public static final String CAUSATION_ID = "causation_id";
  public static final String USER_ID = "user_id";
  public static final String TRACEPARENT = "traceparent";

  /** Prefix of the client's own entries. */
  public static final String ATTRIBUTE_PREFIX = "meta_";

  private static final String SOURCE_PREFIX = "/millrace/";

  private EventRecords() {}

  /** Adds the envelope to a record's headers. */
  public static void writeHeaders(EncodedEvent event, Headers headers) {
    add(headers, SPEC_VERSION, "1.0");
    add(headers, ID, event.id());
    add(headers, TYPE, event.type());
    add(headers, SOURCE, SOURCE_PREFIX + event.aggregate().type());
    add(headers, SUBJECT, event.aggregate().id());
    add(headers, TIME, event.occurredAt());
    add(headers, SEQUENCE, event.sequence());
    add(headers, CONTENT_TYPE, "application/json");
    add(headers, SCHEMA_VERSION, event.schemaVersion());
    writeMetadata(event.metadata(), headers);
  }

  private static void writeMetadata(EventMetadata metadata, Headers headers) {
    add(headers, CORRELATION_ID, metadata.correlationId());
    add(headers, CAUSATION_ID, metadata.causationId());
    if (metadata.userId() != null) {
      add(headers, USER_ID, metadata.userId());
    }
    if (metadata.traceparent() != null) {
      add(headers, TRACEPARENT, metadata.traceparent());
    }
    metadata.attributes().forEach((name, value) -> add(headers, ATTRIBUTE_PREFIX + name, value));
  }

  /**
   * The event of a record.
   *
   * @throws MalformedRecordException if the record is none
   */
  public static EncodedEvent read(Headers recordHeaders, byte @Nullable [] value) {
    if (value == null) {
      throw new MalformedRecordException("value must not be null");
    }
    var headers = new RecordHeaders(recordHeaders);
    return new EncodedEvent(
        headers.uuid(ID),
        headers.text(TYPE),
        headers.positiveInt(SCHEMA_VERSION),
        new AggregateId(aggregateType(headers.text(SOURCE)), headers.uuid(SUBJECT)),
        headers.positive(SEQUENCE),
        time(headers.text(TIME)),
        new EventMetadata(
            headers.text(CORRELATION_ID),
            headers.uuid(CAUSATION_ID),
            headers.optional(USER_ID).orElse(null),
            headers.optional(TRACEPARENT).orElse(null),
            attributes(recordHeaders)),
        new String(value, StandardCharsets.UTF_8));
  }

  /**
   * Where a record belongs, even if it cannot be read otherwise.
   *
   * @throws MalformedRecordException if it does not say
   */
  public static EventPlace place(Headers recordHeaders) {
    var headers = new RecordHeaders(recordHeaders);
    return new EventPlace(headers.uuid(SUBJECT), headers.positive(SEQUENCE));
  }

  private static String aggregateType(String source) {
    if (!source.startsWith(SOURCE_PREFIX)) {
      throw new MalformedRecordException(
          "header " + SOURCE + " must start with " + SOURCE_PREFIX + ", got " + source);
    }
    return source.substring(SOURCE_PREFIX.length());
  }

  private static Instant time(String value) {
    try {
      // Java also reads years of more than four digits, which carry a sign and fit no table.
      if (!value.startsWith("+") && !value.startsWith("-")) {
        return Instant.parse(value);
      }
    } catch (DateTimeException e) {
      // Falls through: one message for everything that is not such a time.
    }
    throw new MalformedRecordException(
        "header " + TIME + " must be an RFC 3339 time, got " + value);
  }

  private static Map<String, String> attributes(Headers headers) {
    Map<String, String> attributes = new HashMap<>();
    for (Header header : headers) {
      if (header.key().startsWith(ATTRIBUTE_PREFIX)) {
        if (header.value() == null) {
          throw new MalformedRecordException("header " + header.key() + " must not be null");
        }
        attributes.put(
            header.key().substring(ATTRIBUTE_PREFIX.length()),
            new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return attributes;
  }
}
