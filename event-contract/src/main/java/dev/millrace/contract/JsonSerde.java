package dev.millrace.contract;

import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** A Kafka serde of one type of the contract, as JSON; reads what earlier releases wrote, too. */
public final class JsonSerde {

  private JsonSerde() {}

  public static <T> Serde<T> of(Class<T> type) {
    ObjectReader reader = ContractJson.viewReader(type);
    return Serdes.serdeFrom(
        (topic, value) -> bytes(value),
        (topic, bytes) -> bytes == null ? null : type.cast(read(reader, topic, bytes)));
  }

  private static byte @Nullable [] bytes(@Nullable Object value) {
    return value == null ? null : ContractJson.write(value).getBytes(StandardCharsets.UTF_8);
  }

  private static Object read(ObjectReader reader, String topic, byte[] bytes) {
    try {
      return reader.readValue(bytes);
    } catch (IOException e) {
      throw new SerializationException("record of " + topic + " is not JSON of its type", e);
    }
  }
}
