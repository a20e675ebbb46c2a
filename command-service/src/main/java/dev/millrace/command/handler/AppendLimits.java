package dev.millrace.command.handler;

import dev.millrace.command.store.Append;
import dev.millrace.contract.ContractJson;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.config.Settings.Range;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What one command may write: the database refuses large batches, and Kafka large records, when it
 * is too late to tell the client.
 *
 * @param maxEvents of one command
 * @param maxEventBytes of payload and metadata of one event
 * @param maxBatchBytes of all events of one command, each counted twice: as event and outbox row
 */
public record AppendLimits(int maxEvents, int maxEventBytes, int maxBatchBytes) {

  /** Which limit it is. */
  public enum Limit {
    EVENTS,
    EVENT_BYTES,
    BATCH_BYTES
  }

  /** A limit that was exceeded. */
  public record Excess(Limit limit, long allowed, long actual) {}

  public static AppendLimits from(Settings settings) {
    return new AppendLimits(
        settings.number("append.max-events", 100, new Range(1, 1_000)),
        settings.number("append.max-event-bytes", 192 * 1024, new Range(1_024, 900 * 1024)),
        settings.number("append.max-batch-bytes", 512 * 1024, new Range(1_024, 16 * 1024 * 1024)));
  }

  Optional<Excess> exceededBy(Append append) {
    int events = append.entries().size();
    if (events > maxEvents) {
      return Optional.of(new Excess(Limit.EVENTS, maxEvents, events));
    }
    long batch = 0;
    for (Append.Entry entry : append.entries()) {
      long bytes = bytes(entry.event());
      if (bytes > maxEventBytes) {
        return Optional.of(new Excess(Limit.EVENT_BYTES, maxEventBytes, bytes));
      }
      batch += 2 * bytes;
    }
    return batch > maxBatchBytes
        ? Optional.of(new Excess(Limit.BATCH_BYTES, maxBatchBytes, batch))
        : Optional.empty();
  }

  private static long bytes(EncodedEvent event) {
    return utf8(event.payload()) + utf8(ContractJson.write(event.metadata()));
  }

  private static long utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
