package dev.millrace.projection.fold;

import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.EventEnvelope;
import dev.millrace.contract.EventMetadata;
import dev.millrace.contract.EventRecords;
import dev.millrace.contract.JsonSerde;
import dev.millrace.contract.OrderEvents;
import dev.millrace.contract.OrderView;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.order.domain.OrderItem;
import dev.millrace.order.domain.OrderStatus;
import dev.millrace.projection.order.OrderFold;
import dev.millrace.projection.parking.DryRun;
import dev.millrace.projection.parking.ParkedRecord;
import dev.millrace.projection.parking.Redrives;
import dev.millrace.projection.parking.StoreReader;
import dev.millrace.runtime.streams.CommitPace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** One task that folds orders of many events, with code that can be broken and mended. */
final class FoldHarness {

  static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  /** A view that its serde does not take. */
  static final OrderView UNSERIALIZABLE =
      new OrderView(
          new UUID(0, 0),
          2,
          OrderStatus.CREATED,
          new UUID(0, 0),
          "EUR",
          List.of(),
          0,
          null,
          null,
          null,
          NOON,
          NOON);

  private static final Serde<OrderView> VIEWS =
      Serdes.serdeFrom(
          (topic, view) -> {
            if (UNSERIALIZABLE.equals(view)) {
              throw new IllegalArgumentException("injected");
            }
            return OrderFold.FOLD.serde().serializer().serialize(topic, view);
          },
          OrderFold.FOLD.serde().deserializer());

  private static final OrderEvent OPENING =
      new OrderEvent.Created(new UUID(0, 7), "EUR", List.of(new OrderItem("tea", 1, 450)), 450);
  private static final OrderEvent CHANGE =
      new OrderEvent.ItemsUpdated(List.of(new OrderItem("cup", 1, 900)), 900);

  private final Set<UUID> broken = ConcurrentHashMap.newKeySet();
  private final MockProcessorContext<byte[], Folded<OrderView>> context =
      new MockProcessorContext<>();
  private final KeyValueStore<String, OrderView> views;
  private final KeyValueStore<String, ParkedRecord> parked;
  private final Redrives redrives;
  private FoldProcessor<OrderEvent, OrderView> processor;
  private int parkedReads;
  private BiFunction<OrderView, EventEnvelope<OrderEvent>, OrderView> after = OrderView::after;

  FoldHarness(Redrives redrives) {
    this.redrives = redrives;
    views = store("views", VIEWS);
    parked = store("parked", counted(JsonSerde.of(ParkedRecord.class)));
    begin();
  }

  private <V> KeyValueStore<String, V> store(String name, Serde<V> serde) {
    var store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), serde)
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    return store;
  }

  private <V> Serde<V> counted(Serde<V> serde) {
    return Serdes.serdeFrom(
        serde.serializer(),
        (topic, bytes) -> {
          parkedReads++;
          return serde.deserializer().deserialize(topic, bytes);
        });
  }

  private Fold<OrderEvent, OrderView> fold() {
    return new Fold<>(
        OrderFold.FOLD.types(),
        new Fold.Steps<OrderEvent, OrderView>(OrderView::opening, this::after),
        OrderFold.FOLD.version(),
        VIEWS);
  }

  private FoldParts parts() {
    var metrics = new FoldMetrics(new SimpleMeterRegistry(), "order");
    var pace = CommitPace.gathering(Duration.ofMillis(100));
    return new FoldParts("order", "views", "parked", redrives, pace, metrics);
  }

  /** The task begins, perhaps anew: with the state that it has, and nothing else. */
  void begin() {
    processor = new FoldProcessor<>(fold(), parts());
    context.scheduledPunctuators().forEach(each -> each.cancel());
    context.setCurrentSystemTimeMs(NOON.toEpochMilli());
    processor.init(context);
  }

  private OrderView after(OrderView view, EventEnvelope<OrderEvent> event) {
    if (broken.contains(view.orderId())) {
      throw new IllegalStateException("injected");
    }
    return after.apply(view, event);
  }

  /** From now on events of an order but its first cannot be folded. */
  void breakCodeFor(UUID order) {
    broken.add(order);
  }

  void mendCode() {
    broken.clear();
  }

  /** From now on views of the events after the first come like this. */
  void foldWith(BiFunction<OrderView, EventEnvelope<OrderEvent>, OrderView> step) {
    after = step;
  }

  void events(UUID order, long from, long to) {
    for (long sequence = from; sequence <= to; sequence++) {
      event(order, sequence);
    }
  }

  void event(UUID order, long sequence) {
    var encoded =
        OrderEvents.TYPES.encode(
            new EventEnvelope<>(
                new UUID(1, sequence),
                new AggregateId("order", order),
                sequence,
                NOON,
                new EventMetadata("c", order, null, null, Map.of()),
                sequence == 1 ? OPENING : CHANGE));
    var headers = new RecordHeaders();
    EventRecords.writeHeaders(encoded, headers);
    processor.process(
        new Record<>(
            bytes(order.toString()), bytes(encoded.payload()), NOON.toEpochMilli(), headers));
  }

  /** A second passes: what is to be done every so often is done once. */
  void punctuate() {
    context.scheduledPunctuators().stream()
        .filter(each -> !each.cancelled())
        .toList()
        .forEach(each -> each.getPunctuator().punctuate(NOON.toEpochMilli()));
  }

  long version(UUID order) {
    OrderView view = views.get(order.toString());
    return view == null ? 0 : view.version();
  }

  /** The versions of an order's views in the order in which they were forwarded. */
  List<Long> forwarded(UUID order) {
    return context.forwarded().stream()
        .map(each -> each.record().value())
        .filter(each -> each.is(Folded.Kind.VIEW) && each.view().orderId().equals(order))
        .map(each -> each.view().version())
        .toList();
  }

  long parkedRecords() {
    return parked.approximateNumEntries();
  }

  /** Why they are parked, by aggregate and sequence. */
  List<String> causes() {
    List<String> causes = new ArrayList<>();
    try (var all = parked.all()) {
      all.forEachRemaining(entry -> causes.add(entry.value.cause()));
    }
    return causes;
  }

  DryRun dryRun(UUID order) {
    return new ParkedFolds<>(fold(), parts()).dryRuns(new Stored()).get(order.toString());
  }

  private final class Stored implements StoreReader {
    @Override
    @SuppressWarnings("unchecked") // as with real stores
    public <V> ReadOnlyKeyValueStore<String, V> open(String store) {
      return (ReadOnlyKeyValueStore<String, V>) (store.equals("views") ? views : parked);
    }
  }

  /** How many parked records have been read so far. */
  int parkedReads() {
    return parkedReads;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
