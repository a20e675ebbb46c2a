package dev.millrace.projection.sink;

import dev.millrace.contract.JsonSerde;
import dev.millrace.projection.parking.ParkedRow;
import dev.millrace.projection.parking.RedrivePace;
import dev.millrace.projection.parking.Redrives;
import dev.millrace.projection.parking.RowFaults;
import dev.millrace.runtime.streams.CommitPace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The end of a topology, for rows {@code id@version}, whose task dies where a row is refused, and
 * begins anew with the state that it has committed. Merged are {@code a@1} and {@code a@2} to
 * {@code a@2+a@1}.
 */
final class SinkHarness {

  static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  private static final ReadTable<String> TABLE =
      new ReadTable<>(
          "rows",
          row -> row.substring(0, row.indexOf('@')),
          row -> Long.parseLong(row.replaceAll("\\+.*", "").replaceAll(".*@", "")),
          Serdes.String(),
          (older, newer) -> newer + "+" + older,
          (session, build) -> row -> List.of());

  final RowNotices notices = new RowNotices();
  private final RowFaults faults = new RowFaults();
  private final AtomicLong nanos = new AtomicLong();
  // Each step takes a millisecond.
  private final Redrives redrives =
      new Redrives(new RedrivePace(() -> nanos.addAndGet(Duration.ofMillis(1).toNanos())));
  private final List<Redrives.Request> requests = new ArrayList<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final List<String> tried = new CopyOnWriteArrayList<>();
  private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
  private final KeyValueStore<String, ParkedRow> parked;
  private final Map<String, ParkedRow> committed = new HashMap<>();
  private SinkProcessor<String> processor;
  private SinkBarrier barrier;
  private Instant now = NOON;

  SinkHarness() {
    parked =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("parked"),
                Serdes.String(),
                JsonSerde.of(ParkedRow.class))
            .withLoggingDisabled()
            .build();
    parked.init(context.getStateStoreContext(), parked);
    begin();
  }

  private void begin() {
    var metrics = new SinkMetrics(new SimpleMeterRegistry(), "rows");
    barrier = new SinkBarrier(new SinkBarrier.Limits(1_000, 100), metrics);
    processor =
        new SinkProcessor<>(
            TABLE,
            this::write,
            new SinkProcessor.Parts(
                "rows",
                "parked",
                barrier,
                CommitPace.gathering(Duration.ofMillis(100)),
                faults,
                redrives,
                notices,
                metrics),
            row -> RowFate.UNWATCHED);
    context.scheduledPunctuators().forEach(each -> each.cancel());
    context.setCurrentSystemTimeMs(now.toEpochMilli());
    processor.init(context);
  }

  private CompletionStage<Void> write(String row) {
    tried.add(row);
    return refused.contains(TABLE.id().apply(row))
        ? CompletableFuture.failedStage(new IllegalStateException("injected"))
        : CompletableFuture.completedStage(null);
  }

  /** The table refuses a row from now on. */
  void refuse(String id) {
    refused.add(id);
  }

  /** The table takes all rows from now on. */
  void mend() {
    refused.clear();
  }

  void row(String row) {
    processor.process(new Record<>(TABLE.id().apply(row), row, now.toEpochMilli()));
  }

  /** Time passes, and what is to be done every so often is done once. */
  void pass(Duration time) {
    now = now.plus(time);
    nanos.addAndGet(time.toNanos());
    context.setCurrentSystemTimeMs(now.toEpochMilli());
    context.scheduledPunctuators().stream()
        .filter(each -> !each.cancelled())
        .toList()
        .forEach(each -> each.getPunctuator().punctuate(now.toEpochMilli()));
  }

  /** Somebody asks for all rows to be tried again. */
  void request() {
    requests.add(new Redrives.Request(now, null));
    redrives.replace(requests);
  }

  /** Commits; or the task dies, loses what it did since, and begins anew. Whether it committed. */
  boolean commit() {
    try {
      barrier.awaitDurable();
    } catch (SinkFailedException e) {
      List<String> ids = new ArrayList<>(waiting().keySet());
      ids.forEach(parked::delete);
      committed.forEach(parked::put);
      begin();
      return false;
    }
    committed.clear();
    committed.putAll(waiting());
    return true;
  }

  private Map<String, ParkedRow> waiting() {
    Map<String, ParkedRow> all = new HashMap<>();
    try (var entries = parked.all()) {
      entries.forEachRemaining(entry -> all.put(entry.key, entry.value));
    }
    return all;
  }

  /** What was written or refused since this was last asked, in order. */
  List<String> tried() {
    List<String> now = List.copyOf(tried);
    tried.clear();
    return now;
  }

  /** The version of a row that waits; null if none does. */
  @Nullable String parked(String id) {
    ParkedRow row = parked.get(id);
    return row == null ? null : new String(row.row(), StandardCharsets.UTF_8);
  }

  int parkedRows() {
    return waiting().size();
  }

  /** What the topic of parked records says last of a row; null if nothing waits. */
  @Nullable String told(String id) {
    var values =
        context.forwarded().stream()
            .map(MockProcessorContext.CapturedForward::record)
            .filter(each -> new String(each.key(), StandardCharsets.UTF_8).equals("rows/" + id))
            .map(
                each ->
                    each.value() == null ? "" : new String(each.value(), StandardCharsets.UTF_8))
            .toList();
    return values.isEmpty() || values.get(values.size() - 1).isEmpty()
        ? null
        : values.get(values.size() - 1);
  }
}
