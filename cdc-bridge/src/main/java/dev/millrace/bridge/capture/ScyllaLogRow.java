package dev.millrace.bridge.capture;

import com.datastax.oss.driver.api.core.cql.Row;
import com.scylladb.cdc.model.StreamId;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of the log as the driver returns it. Asked by position: a look-up by name would cost more
 * than the value.
 *
 * @param row with the columns {@link #SELECTED}
 */
record ScyllaLogRow(StreamId stream, Row row) implements LogRow {

  private static final List<String> COLUMNS =
      Stream.concat(
              Stream.of("\"cdc$operation\"", "\"cdc$time\"", "\"cdc$batch_seq_no\""),
              OutboxRow.COLUMNS.stream())
          .toList();

  private static final int OPERATION = 0;
  private static final int TIME = 1;
  private static final int BATCH_SEQ_NO = 2;

  private static final Map<String, Integer> POSITIONS =
      IntStream.range(0, COLUMNS.size()).boxed().collect(Collectors.toMap(COLUMNS::get, i -> i));

  /** What a query must select, in this order. */
  static final String SELECTED = String.join(", ", COLUMNS);

  /** What ScyllaDB calls a row that an {@code INSERT} wrote, in {@code cdc$operation}. */
  private static final byte INSERT = 2;

  @Override
  public boolean isInsert() {
    return row.getByte(OPERATION) == INSERT;
  }

  @Override
  public String coordinates() {
    ByteBuffer id = stream.getValue().duplicate();
    byte[] bytes = new byte[id.remaining()];
    id.get(bytes);
    return "stream "
        + HexFormat.of().formatHex(bytes)
        + " time "
        + row.getUuid(TIME)
        + " batch_seq_no "
        + row.getInt(BATCH_SEQ_NO);
  }

  @Override
  public @Nullable Object value(String column) {
    return row.getObject(Objects.requireNonNull(POSITIONS.get(column), column));
  }
}
