package dev.millrace.bridge.sequencer;

import static java.util.Objects.requireNonNull;

import dev.millrace.contract.CaptureRecord;
import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.MalformedRecordException;
import dev.millrace.contract.Watermark;
import dev.millrace.runtime.streams.CommitPace;
import dev.millrace.runtime.streams.Commits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Runs the records of one partition of {@code order-capture} through its sequence. */
final class SequenceProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  /** How often gaps become due, while an aggregate may go on soon. */
  static final Duration GAP_INTERVAL = Duration.ofMillis(100);

  /** How often answers are looked for: each leads to the next question. */
  static final Duration ANSWER_INTERVAL = Duration.ofMillis(5);

  /** The same, while those that wait have nothing to expect for seconds. */
  private static final Duration IDLE_INTERVAL = Duration.ofSeconds(1);

  private final Tools tools;
  private @Nullable Partition partition;
  private @Nullable Cancellable gapFilling;
  private Duration gapInterval = Duration.ZERO;

  SequenceProcessor(Tools tools) {
    this.tools = tools;
  }

  /**
   * What all partitions share.
   *
   * @param topics the only ones that events may be published to
   * @param gapGrace how long an aggregate waits before the store is asked
   * @param permits for so many reads of gaps at a time
   * @param pace of the commits that are asked for
   */
  record Tools(
      Set<String> topics,
      Duration gapGrace,
      GapReader gaps,
      Semaphore permits,
      CommitPace pace,
      WaitingAggregates waiting,
      SequencerMetrics metrics) {}

  /** What belongs to the partition that the processor works on. */
  private record Partition(
      ProcessorContext<byte[], byte[]> context,
      StoredState state,
      PartitionSequence sequence,
      WaitingReport report,
      DeadLetters deadLetters,
      EventOutlet outlet,
      Commits commits) {}

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    SequencerMetrics metrics = tools.metrics();
    StoredState state = StoredState.of(context, metrics);
    var waits = new Waits(state, new WaitLimits(tools.gapGrace(), Waits.MOST), now(context));
    var deadLetters = new DeadLetters(context, metrics);
    partition =
        new Partition(
            context,
            state,
            new PartitionSequence(
                state, waits, new GapReads(tools.gaps(), tools.permits()), metrics),
            new WaitingReport(context.taskId().partition(), state, waits, tools.waiting()),
            deadLetters,
            new EventOutlet(context, tools.topics(), deadLetters, metrics),
            new Commits(context, tools.pace()));
    if (partition.sequence().isWaiting()) {
      watchGaps(GAP_INTERVAL);
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    CaptureRecord captured;
    try {
      captured = CaptureRecords.readAny(text(record.key()), record.headers(), record.value());
    } catch (MalformedRecordException e) {
      partition().deadLetters().send(record, String.valueOf(e.getMessage()));
      return;
    }
    sequence(captured, record.timestamp());
    partition().commits().processed(record.timestamp());
    if (partition().sequence().hasAnswer()) {
      fillGaps(now(partition().context()).toEpochMilli());
    } else if (gapFilling == null && partition().sequence().isWaiting()) {
      watchGaps(GAP_INTERVAL);
    }
  }

  private void sequence(CaptureRecord captured, long timestamp) {
    Partition at = partition();
    Instant now = now(at.context());
    if (captured instanceof Watermark watermark) {
      at.sequence().learn(watermark, now);
    } else {
      at.sequence()
          .accept((CapturedEvent) captured, next -> at.outlet().emit(next, timestamp), now);
    }
  }

  private void fillGaps(long timestamp) {
    Partition at = partition();
    Instant now = Instant.ofEpochMilli(timestamp);
    if (at.sequence().fillGaps(next -> at.outlet().emit(next, timestamp), now)) {
      at.commits().soon();
    }
    at.report().update(now);
    if (!at.sequence().isWaiting()) {
      ignoreGaps();
    } else {
      watchGaps(interval(at.sequence(), now));
    }
  }

  private static Duration interval(PartitionSequence sequence, Instant now) {
    if (sequence.isFilling(now)) {
      return ANSWER_INTERVAL;
    }
    return sequence.isPending() ? GAP_INTERVAL : IDLE_INTERVAL;
  }

  /** No more often than is of use: every look ends in a commit, even if there was nothing. */
  private void watchGaps(Duration interval) {
    if (gapFilling == null || !interval.equals(gapInterval)) {
      ignoreGaps();
      gapInterval = interval;
      gapFilling =
          partition().context().schedule(interval, PunctuationType.WALL_CLOCK_TIME, this::fillGaps);
    }
  }

  private void ignoreGaps() {
    if (gapFilling != null) {
      gapFilling.cancel();
      gapFilling = null;
    }
  }

  @Override
  public void close() {
    if (partition != null) {
      partition.state().parkedEvents().close();
      partition.report().close();
    }
  }

  private Partition partition() {
    return requireNonNull(partition, "not initialised");
  }

  private static Instant now(ProcessorContext<?, ?> context) {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
