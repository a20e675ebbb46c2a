package dev.millrace.bridge.sequencer;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Key of a parked event. As bytes, the aggregate's id and the sequence, big-endian: an aggregate's
 * events lie side by side, in order.
 */
record ParkedKey(UUID aggregate, long sequence) {

  static final Serde<ParkedKey> SERDE =
      Serdes.serdeFrom((topic, key) -> key.toBytes(), (topic, bytes) -> fromBytes(bytes));

  private byte[] toBytes() {
    return ByteBuffer.allocate(3 * Long.BYTES)
        .putLong(aggregate.getMostSignificantBits())
        .putLong(aggregate.getLeastSignificantBits())
        .putLong(sequence)
        .array();
  }

  private static ParkedKey fromBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new ParkedKey(new UUID(buffer.getLong(), buffer.getLong()), buffer.getLong());
  }
}
