package dev.millrace.contract;

import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Every topic of the pipeline; no other file has a topic name in it. */
public final class Topics {

  private static final Serde<String> TEXT = Serdes.String();
  private static final Serde<byte[]> BYTES = Serdes.ByteArray();

  /**
   * Outbox rows as they were captured: at least once, in any order. Internal. Values are {@link
   * CaptureRecords}.
   */
  public static final Topic<String, byte[]> ORDER_CAPTURE =
      new Topic<>("order-capture", TEXT, BYTES, false);

  /** Outbox rows and capture records that cannot be read, with cause and coordinates. */
  public static final Topic<byte[], byte[]> ORDER_CAPTURE_DLQ =
      new Topic<>("order-capture-dlq", BYTES, BYTES, false);

  /**
   * The public contract: every event once, in order for each order. Values are event JSON, headers
   * {@link EventRecords}.
   */
  public static final Topic<String, byte[]> ORDER_EVENTS =
      new Topic<>("order-events", TEXT, BYTES, false);

  /** The newest {@link OrderView} of each order. */
  public static final Topic<String, OrderView> ORDER_VIEWS =
      new Topic<>("order-views", TEXT, JsonSerde.of(OrderView.class), true);

  /** Event records that a projection could not use, with cause and coordinates. */
  public static final Topic<byte[], byte[]> PROJECTION_DLQ =
      new Topic<>("projection-dlq", BYTES, BYTES, false);

  /** How far each CDC task of the bridge has come. */
  public static final Topic<String, String> BRIDGE_PROGRESS =
      new Topic<>("cdc-bridge-progress", TEXT, TEXT, true);

  private Topics() {}

  public static List<Topic<?, ?>> all() {
    return List.of(
        ORDER_CAPTURE,
        ORDER_CAPTURE_DLQ,
        ORDER_EVENTS,
        ORDER_VIEWS,
        PROJECTION_DLQ,
        BRIDGE_PROGRESS);
  }
}
