package dev.millrace.bridge.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.scylladb.cdc.model.GenerationId;
import com.scylladb.cdc.model.TableName;
import com.scylladb.cdc.model.TaskId;
import com.scylladb.cdc.model.VNodeId;
import dev.millrace.contract.ContractJson;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a task has come, as it is kept in {@code cdc-bridge-progress}: key {@code
 * keyspace.table/generation start in ms/vnode}, value JSON.
 *
 * @param windowEnd everything before it has been captured
 */
record ProgressRecord(TaskId task, Instant windowEnd) {

  private static final Pattern KEY = Pattern.compile("([^./]+)\\.([^./]+)/(\\d+)/(\\d+)");

  private record Value(Instant windowEnd) {}

  String key() {
    TableName table = task.getTable();
    return table.keyspace
        + "."
        + table.name
        + "/"
        + CdcTimes.start(task.getGenerationId()).toEpochMilli()
        + "/"
        + task.getvNodeId().getIndex();
  }

  String value() {
    return ContractJson.write(new Value(windowEnd));
  }

  /** The record, or empty if it is none: then its task starts over, which loses nothing. */
  static Optional<ProgressRecord> parse(String key, String value) {
    return task(key)
        .flatMap(task -> windowEnd(value).map(windowEnd -> new ProgressRecord(task, windowEnd)));
  }

  /** The task of a key, or empty if it is none. */
  static Optional<TaskId> task(String key) {
    Matcher matcher = KEY.matcher(key);
    try {
      return matcher.matches() ? Optional.of(task(matcher)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> windowEnd(String value) {
    try {
      Value read = ContractJson.read(Value.class, ContractJson.reader(Value.class), value);
      return Optional.of(read.windowEnd());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static TaskId task(Matcher key) {
    return new TaskId(
        new GenerationId(CdcTimes.timestamp(Instant.ofEpochMilli(Long.parseLong(key.group(3))))),
        new VNodeId(Integer.parseInt(key.group(4))),
        new TableName(key.group(1), key.group(2)));
  }
}
