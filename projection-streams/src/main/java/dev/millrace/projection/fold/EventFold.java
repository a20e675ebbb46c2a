package dev.millrace.projection.fold;

import dev.millrace.contract.Topic;
import dev.millrace.contract.Topics;
import dev.millrace.projection.Build;
import dev.millrace.projection.fold.Folded.Kind;
import dev.millrace.projection.parking.ParkedEvents;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
  private final FoldParts parts;
  private final Build build;

  public EventFold(Fold<E, V> fold, FoldParts parts, Build build) {
    this.fold = fold;
    this.parts = parts;
    this.build = build;
  }

  /**
   * Reads events, from their topic and from what the build is filled up with, parks those that
   * cannot be folded for now, sends those that belong nowhere to the dead-letter topic and returns
   * every new view, under its aggregate's id.
   */
  public KStream<String, V> views(StreamsBuilder builder, Topic<String, byte[]> events) {
    builder.addStateStore(store());
    builder.addStateStore(ParkedEvents.store(parts.parked()));
    var folded =
        builder
            // Keys as bytes: a dead letter must keep even a key that is no text.
            .stream(
                List.of(events.name(), build.backfillTopic()),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                    .withTimestampExtractor(new EventTime(build.backfillTopic()))
                    .withName(events.name() + "-source"))
            .process(
                () -> new FoldProcessor<>(fold, parts),
                Named.as("fold-events"),
                parts.views(),
                parts.parked())
            .split(Named.as("folded-"))
            .branch((id, result) -> result.is(Kind.VIEW), Branched.as("views"))
            .branch((id, result) -> result.is(Kind.PARKED), Branched.as("parked"))
            .defaultBranch(Branched.as("dead-letters"));
    send(folded.get("folded-parked"), "parked", build.parkedTopic());
    send(folded.get("folded-dead-letters"), "dead-letter", Topics.PROJECTION_DLQ.name());
    return folded
        .get("folded-views")
        .selectKey((id, result) -> text(id), Named.as("view-id"))
        .mapValues(Folded::view, Named.as("view"));
  }

  private void send(KStream<byte[], Folded<V>> records, String what, String topic) {
    records
        .mapValues(Folded::bytes, Named.as(what))
        .to(
            topic,
            Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(what + "-records-sink"));
  }

  private StoreBuilder<KeyValueStore<String, V>> store() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(parts.views()), Serdes.String(), fold.serde())
        // One record of an aggregate for the changelog each commit, however many events it had.
        .withCachingEnabled();
  }

  private static String text(byte[] id) {
    return new String(id, StandardCharsets.UTF_8);
  }
}
