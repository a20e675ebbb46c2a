package dev.millrace.bridge.capture;

import com.scylladb.cdc.model.worker.RawChange;
import com.scylladb.cdc.model.worker.RawChange.OperationType;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A row as scylla-cdc-java returns it. */
record DriverLogRow(RawChange change) implements LogRow {

  @Override
  public boolean isInsert() {
    return change.getOperationType() == OperationType.ROW_INSERT;
  }

  @Override
  public String coordinates() {
    ByteBuffer stream = change.getId().getStreamId().getValue();
    byte[] bytes = new byte[stream.remaining()];
    stream.get(bytes);
    return "stream "
        + HexFormat.of().formatHex(bytes)
        + " time "
        + change.getId().getChangeTime().getUUID()
        + " batch_seq_no "
        + change.getBatchSequenceNumber();
  }

  @Override
  public @Nullable Object value(String column) {
    return change.getAsObject(column);
  }
}
