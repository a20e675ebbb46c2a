package dev.millrace.bridge.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.scylladb.cdc.model.StreamId;
import dev.millrace.bridge.BridgeStack;
import dev.millrace.bridge.capture.CdcLog.Query;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.local.junit.WithLocalStack;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Windows that touch have every row of the log exactly once, wherever it is in its millisecond. */
@WithLocalStack
class WindowBoundaryIT {

  private static final Duration MILLISECOND = Duration.ofMillis(1);
  // Least and greatest of the random halves that time UUIDs have, as the database orders them.
  private static final long LEAST = 0x8080808080808081L;
  private static final long GREATEST = 0xBF7F7F7F7F7F7F7FL;
  private static final long UUID_EPOCH_MICROS = -12_219_292_800_000_000L;

  private static BridgeStack stack;
  private CdcSession cdc;
  private final UUID aggregate = UUID.randomUUID();
  private final Instant boundary = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @BeforeAll
  static void open(LocalStackEndpoints endpoints) {
    stack = BridgeStack.open(endpoints);
  }

  @AfterAll
  static void close() {
    stack.close();
  }

  @BeforeEach
  void openCdc() {
    cdc = CdcSession.open(stack.scylla());
  }

  @AfterEach
  void closeCdc() {
    cdc.close();
  }

  @Test
  void aRowIsInTheWindowOfItsMicrosecond() throws Exception {
    for (long micros : List.of(-1_000, -1, 0, 1, 999, 1_000, 1_001)) {
      write(micros);
    }
    Instant end = boundary.plus(MILLISECOND);
    assertThat(read(boundary.minusSeconds(1), boundary)).containsExactly(-1_000L, -1L);
    assertThat(read(boundary, end)).containsExactly(0L, 1L, 999L);
    assertThat(read(end, end.plusSeconds(1))).containsExactly(1_000L, 1_001L);
  }

  @Test
  void aRowIsInTheWindowOfItsTimeWhateverFollowsTheTimeInItsUuid() throws Exception {
    StreamId stream = streams().first();
    for (long micros : List.of(-1, 0, 999, 1_000)) {
      writeLogRow(stream, micros, LEAST);
      writeLogRow(stream, micros, GREATEST);
    }
    Instant end = boundary.plus(MILLISECOND);
    assertThat(read(boundary.minusSeconds(1), boundary)).containsExactly(-1L, -1L);
    assertThat(read(boundary, end)).containsExactly(0L, 0L, 999L, 999L);
    assertThat(read(end, end.plusSeconds(1))).containsExactly(1_000L, 1_000L);
  }

  @Test
  void aStreamOfMoreRowsThanAPageIsReadToItsEnd() throws Exception {
    StreamId stream = streams().first();
    int rows = 2_100;
    for (int micros = 0; micros < rows; micros++) {
      writeLogRow(stream, micros, LEAST);
    }
    Instant end = boundary.plusSeconds(1);
    assertThat(read(boundary, end))
        .containsExactlyElementsOf(LongStream.range(0, rows).boxed().toList());
  }

  /** Writes a row whose sequence tells its time. An update, so that no capture takes it. */
  private void write(long micros) {
    stack
        .session()
        .execute(
            "UPDATE millrace.event_store USING TIMESTAMP ? SET payload = 'x'"
                + " WHERE aggregate_id = ? AND entry = 'event' AND sequence = ? AND id = ?",
            boundaryMicros() + micros,
            aggregate,
            micros,
            UUID.randomUUID());
  }

  private void writeLogRow(StreamId stream, long micros, long lowHalf) {
    stack
        .session()
        .execute(
            "INSERT INTO millrace.event_store_scylla_cdc_log (\"cdc$stream_id\", \"cdc$time\","
                + " \"cdc$batch_seq_no\", \"cdc$operation\", aggregate_id, sequence)"
                + " VALUES (?, ?, 0, 1, ?, ?)",
            stream.getValue(),
            timeUuid(boundaryMicros() + micros, lowHalf),
            aggregate,
            micros);
  }

  private static UUID timeUuid(long unixMicros, long lowHalf) {
    long ticks = (unixMicros - UUID_EPOCH_MICROS) * 10;
    long highHalf =
        ticks << 32 | (ticks & 0xFFFF00000000L) >>> 16 | 0x1000 | (ticks >>> 48 & 0x0FFF);
    return new UUID(highHalf, lowHalf);
  }

  private long boundaryMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, boundary);
  }

  private List<Long> read(Instant start, Instant end) throws Exception {
    List<Long> sequences = new ArrayList<>();
    ScyllaCdcLog.of(stack.session(), CaptureFixtures.TABLE)
        .read(
            new Query(CaptureFixtures.TASK, streams(), new TimeWindow(start, end)),
            row -> {
              if (aggregate.equals(row.value("aggregate_id"))) {
                sequences.add((Long) row.value("sequence"));
              }
            });
    return sequences;
  }

  /** Of the generation that the boundary is in; other tests begin new ones. */
  private SortedSet<StreamId> streams() {
    var generation =
        cdc.master()
            .fetchGenerationMetadata(cdc.master().fetchFirstGenerationId().join().orElseThrow())
            .join();
    while (generation
        .getEnd()
        .filter(end -> !CdcTimes.instant(end).isAfter(boundary))
        .isPresent()) {
      generation =
          cdc.master()
              .fetchGenerationMetadata(generation.getNextGenerationId().orElseThrow())
              .join();
    }
    return generation.getStreams();
  }
}
