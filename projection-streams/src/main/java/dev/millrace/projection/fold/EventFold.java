package dev.millrace.projection.fold;

import dev.millrace.contract.Topic;
import dev.millrace.contract.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The part that projections have in common: a topic of events in, the views of aggregates out. */
public final class EventFold<E, V> {

  private final Fold<E, V> fold;
  private final Identity identity;
  private final FoldMetrics metrics;

  public EventFold(Fold<E, V> fold, Identity identity, FoldMetrics metrics) {
    this.fold = fold;
    this.identity = identity;
    this.metrics = metrics;
  }

  /**
   * Whose fold it is.
   *
   * @param store name of its state store; renaming it loses the state
   */
  public record Identity(String projection, String store) {}

  /**
   * Reads events, sends those that cannot be folded to the dead-letter topic and returns every new
   * view, under its aggregate's id.
   */
  public KStream<String, V> views(StreamsBuilder builder, Topic<String, byte[]> events) {
    builder.addStateStore(store());
    var folded =
        builder
            // Keys as bytes: a dead letter must keep even a key that is no text.
            .stream(
                events.name(),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                    .withName(events.name() + "-source"))
            .process(this::processor, Named.as("fold-events"), identity.store())
            .split(Named.as("folded-"))
            .branch((id, result) -> result.isView(), Branched.as("views"))
            .defaultBranch(Branched.as("dead-letters"));
    send(folded.get("folded-dead-letters"));
    return folded
        .get("folded-views")
        .selectKey((id, result) -> text(id), Named.as("view-id"))
        .mapValues(Folded::view, Named.as("view"));
  }

  private void send(KStream<byte[], Folded<V>> deadLetters) {
    deadLetters
        .mapValues(Folded::deadLetter, Named.as("dead-letter"))
        .to(
            Topics.PROJECTION_DLQ.name(),
            Produced.with(Topics.PROJECTION_DLQ.key(), Topics.PROJECTION_DLQ.value())
                .withName(Topics.PROJECTION_DLQ.name() + "-sink"));
  }

  private FoldProcessor<E, V> processor() {
    return new FoldProcessor<>(fold, identity, metrics);
  }

  private StoreBuilder<KeyValueStore<String, V>> store() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(identity.store()), Serdes.String(), fold.serde());
  }

  private static String text(byte[] id) {
    return new String(id, StandardCharsets.UTF_8);
  }
}
