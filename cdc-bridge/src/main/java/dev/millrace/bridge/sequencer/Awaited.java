package dev.millrace.bridge.sequencer;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * What is kept of a wait across restarts; as bytes, both numbers big-endian.
 *
 * @param version the highest sequence that is known to exist, above the aggregate's head
 * @param since when the wait began, in whole milliseconds
 */
record Awaited(long version, Instant since) {

  static final Serde<Awaited> SERDE =
      Serdes.serdeFrom(
          (topic, awaited) -> awaited == null ? null : awaited.toBytes(),
          (topic, bytes) -> bytes == null ? null : fromBytes(bytes));

  private byte[] toBytes() {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(version)
        .putLong(since.toEpochMilli())
        .array();
  }

  private static Awaited fromBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Awaited(buffer.getLong(), Instant.ofEpochMilli(buffer.getLong()));
  }
}
