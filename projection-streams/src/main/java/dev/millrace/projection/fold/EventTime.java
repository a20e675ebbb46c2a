package dev.millrace.projection.fold;

import dev.millrace.contract.EventRecords;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The time of a record: its own, but of one that a build is filled up with that of its event. Sent
 * a moment ago, it is no news for all that: who waits for news is not to wait behind a history.
 *
 * @param backfillTopic that the build is filled up with
 */
record EventTime(String backfillTopic) implements TimestampExtractor {

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    Header time = record.headers().lastHeader(EventRecords.TIME);
    if (!record.topic().equals(backfillTopic) || time == null) {
      return record.timestamp();
    }
    try {
      long event = Instant.parse(new String(time.value(), StandardCharsets.UTF_8)).toEpochMilli();
      return Math.max(0, Math.min(event, record.timestamp()));
    } catch (DateTimeException e) {
      // The fold says what is wrong with it.
      return record.timestamp();
    }
  }
}
