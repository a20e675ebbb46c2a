package dev.millrace.projection.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contract.JsonSerde;
import dev.millrace.contract.OrderView;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.projection.order.OrderFold;
import dev.millrace.projection.parking.ParkedRecord;
import dev.millrace.projection.parking.Redrives;
import dev.millrace.runtime.streams.CommitPace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody may wait for an event that has just come: for its rows behind a repartitioning, say. */
class FoldCommitsTest {

  private static final long NOW = 1_700_000_000_000L;
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final FoldParts parts =
      new FoldParts(
          "order",
          "views",
          "parked",
          new Redrives(),
          CommitPace.gathering(INTERVAL),
          new FoldMetrics(new SimpleMeterRegistry(), "order"));
  private final MockProcessorContext<byte[], Folded<OrderView>> context =
      new MockProcessorContext<>();
  private final FoldProcessor<OrderEvent, OrderView> processor =
      new FoldProcessor<>(OrderFold.FOLD, parts);

  @BeforeEach
  void open() {
    addStore("views", OrderFold.FOLD.serde());
    addStore("parked", JsonSerde.of(ParkedRecord.class));
    context.setCurrentSystemTimeMs(NOW);
    processor.init(context);
  }

  private <V> void addStore(String name, Serde<V> serde) {
    var store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), serde)
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
  }

  @Test
  void aRecordThatHasJustComeIsCommittedSoon() {
    processor.process(new Record<>(new byte[0], new byte[0], NOW - 10));
    assertThat(intervals()).contains(INTERVAL);
  }

  @Test
  void aBacklogIsLeftToTheLongInterval() {
    processor.process(new Record<>(new byte[0], new byte[0], NOW - 60_000));
    assertThat(intervals()).doesNotContain(INTERVAL);
  }

  private List<Duration> intervals() {
    return context.scheduledPunctuators().stream().map(CapturedPunctuator::getInterval).toList();
  }
}
