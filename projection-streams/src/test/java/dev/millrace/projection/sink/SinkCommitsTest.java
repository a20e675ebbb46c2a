package dev.millrace.projection.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contract.JsonSerde;
import dev.millrace.projection.parking.ParkedRow;
import dev.millrace.projection.parking.Redrives;
import dev.millrace.projection.parking.RowFaults;
import dev.millrace.runtime.streams.CommitPace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever reads what a projection publishes waits for the commit. */
class SinkCommitsTest {

  private static final long NOW = 1_700_000_000_000L;
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final ReadTable<String> TABLE =
      new ReadTable<>(
          "rows", row -> row, row -> 1, Serdes.String(), (session, build) -> row -> List.of());

  private final SinkMetrics metrics = new SinkMetrics(new SimpleMeterRegistry(), "rows");
  private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
  private final SinkProcessor<String> processor =
      new SinkProcessor<>(
          TABLE,
          row -> CompletableFuture.completedStage(null),
          new SinkProcessor.Parts(
              "rows",
              "parked",
              new SinkBarrier(new SinkBarrier.Limits(1, 100), metrics),
              CommitPace.gathering(INTERVAL),
              new RowFaults(),
              new Redrives(),
              new RowNotices(),
              metrics),
          row -> RowFate.UNWATCHED);

  @BeforeEach
  void open() {
    var parked =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("parked"),
                Serdes.String(),
                JsonSerde.of(ParkedRow.class))
            .withLoggingDisabled()
            .build();
    parked.init(context.getStateStoreContext(), parked);
    context.setCurrentSystemTimeMs(NOW);
    processor.init(context);
  }

  @Test
  void aRowThatHasJustComeIsCommittedSoon() {
    processor.process(new Record<>("id", "row", NOW - 10));
    assertThat(intervals()).contains(INTERVAL);
  }

  @Test
  void aBacklogIsLeftToTheLongInterval() {
    processor.process(new Record<>("id", "row", NOW - 60_000));
    assertThat(intervals()).doesNotContain(INTERVAL);
  }

  private List<Duration> intervals() {
    return context.scheduledPunctuators().stream().map(CapturedPunctuator::getInterval).toList();
  }
}
