package dev.millrace.projection.sink;

import dev.millrace.contract.DeadLetterHeaders;
import dev.millrace.contract.DeadLetterHeaders.DeadLetter;
import dev.millrace.projection.EventTraces;
import dev.millrace.projection.parking.ParkedRow;
import dev.millrace.projection.parking.Redrives;
import dev.millrace.projection.parking.Redriving;
import dev.millrace.projection.parking.RowFaults;
import dev.millrace.projection.sink.WaitingRows.Waiting;
import dev.millrace.runtime.streams.CommitPace;
import dev.millrace.runtime.streams.Commits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a topology: hands every row to a sink and does not wait for it. A row that the
 * database refuses for good ends the transaction; when it comes again it is parked instead, and so
 * are later versions of it, merged into one. Forwards what the topic of parked records is to say.
 */
public final class SinkProcessor<R> implements Processor<String, R, byte[], byte[]> {

  private static final Logger log = LoggerFactory.getLogger(SinkProcessor.class);

  private final ReadTable<R> table;
  private final Destination<R> destination;
  private final Function<R, RowFate> fates;
  private final Parts parts;
  private ProcessorContext<byte[], byte[]> context;
  private ParkedRows parked;
  private Redriving redriving;
  private Commits commits;

  /**
   * What it works with.
   *
   * @param projection names the build, for people
   * @param parked name of the store of parked rows
   * @param pace of commits
   */
  public record Parts(
      String projection,
      String parked,
      SinkBarrier barrier,
      CommitPace pace,
      RowFaults faults,
      Redrives redrives,
      RowNotices notices,
      SinkMetrics metrics) {}

  /**
   * A processor.
   *
   * @param fates who waits for a row
   */
  public SinkProcessor(ReadTable<R> table, Sink<R> sink, Parts parts, Function<R, RowFate> fates) {
    this.fates = fates;
    this.table = table;
    this.destination = new Destination<>(table, sink, parts.faults(), parts.notices());
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    commits = new Commits(processorContext, parts.pace());
    // A task that is revived after an aborted transaction begins anew, with the same processor.
    parked =
        new ParkedRows(
            processorContext.getStateStore(parts.parked()),
            parts.metrics().parkedRows(table.name() + "/" + processorContext.taskId()));
    redriving = new Redriving(parts.redrives(), new Redriven());
    processorContext.schedule(
        Redriving.LOOK, PunctuationType.WALL_CLOCK_TIME, now -> redriving.goOn());
  }

  @Override
  public void close() {
    parked.close();
  }

  @Override
  public void process(Record<String, R> record) {
    take(record, commits.isFresh(record.timestamp()));
    // Also behind a repartitioning, where the fold's commit was of another task's records.
    commits.processed(record.timestamp());
  }

  private void take(Record<String, R> record, boolean fresh) {
    R row = record.value();
    String id = table.id().apply(row);
    if (parked.has(id)) {
      ParkedRow waiting = parked.get(id);
      park(id, table.merged(read(waiting), row), waiting.cause(), waiting.tried());
      return;
    }
    Optional<RowFaults.Fault> fault = parts.faults().of(key(id));
    if (fault.isPresent()) {
      log.warn(
          "row parked projection={} table={} row={} cause={}",
          parts.projection(),
          table.name(),
          id,
          fault.get().cause());
      // A request of before its parking was about others.
      var now = Instant.ofEpochMilli(context.currentSystemTimeMs());
      Instant tried = fault.get().tried();
      park(id, row, fault.get().cause(), tried.isAfter(now) ? tried : now);
      parts.faults().parked(key(id));
    } else {
      RowFate traced = EventTraces.writing(table.name(), record.headers());
      var waiting = new Waiting<>(row, traced.and(fates.apply(row)), fresh);
      parts.barrier().write(destination, id, waiting);
    }
  }

  private void park(String id, R row, String cause, Instant tried) {
    byte[] bytes = table.serde().serializer().serialize(table.name(), row);
    parked.put(id, new ParkedRow(bytes, cause, tried));
    tell(id, bytes, causeHeaders(id, cause));
  }

  private Headers causeHeaders(String id, String cause) {
    var headers = new RecordHeaders();
    var letter =
        new DeadLetter(parts.projection(), "row refused: " + cause, table.name() + " " + id);
    DeadLetterHeaders.write(headers, letter);
    return headers;
  }

  private final class Redriven implements Redriving.Parked {

    @Override
    public @Nullable String after(String id) {
      return parked.after(id);
    }

    @Override
    public boolean redrive(String id, Redrives.Request request) {
      writeParked(id, request);
      return false;
    }

    @Override
    public void done(Redrives.Request request, int tried) {
      if (tried > 0) {
        log.info(
            "redriven projection={} table={} rows={} still-parked={}",
            parts.projection(),
            table.name(),
            tried,
            parked.size());
      }
    }
  }

  /** Writes a parked row, unless this request was followed in vain before the last restart. */
  private void writeParked(String id, Redrives.Request request) {
    ParkedRow row = parked.get(id);
    Instant triedHere = parts.faults().tried(key(id));
    if (triedHere.isAfter(row.tried())) {
      row = row.withTried(triedHere);
      parked.put(id, row);
    }
    if (!request.at().isAfter(row.tried())) {
      return;
    }
    parts.faults().trying(key(id), request.at());
    parked.remove(id);
    var waiting = new Waiting<>(read(row), RowFate.UNWATCHED, true);
    parts.barrier().write(destination, id, waiting);
    tell(id, null, new RecordHeaders());
  }

  private String key(String id) {
    return destination.key(id);
  }

  private R read(ParkedRow row) {
    return table.serde().deserializer().deserialize(table.name(), row.row());
  }

  /** Keeps the topic of parked records as the store is. */
  private void tell(String id, byte @Nullable [] row, Headers headers) {
    byte[] key = key(id).getBytes(StandardCharsets.UTF_8);
    context.forward(new Record<>(key, row, context.currentSystemTimeMs(), headers));
  }
}
