package dev.millrace.projection.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contract.JsonSerde;
import dev.millrace.contract.OrderView;
import dev.millrace.order.domain.OrderStatus;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The summary of a customer, whatever the order in which views of its orders come. */
class SummaryProcessorTest {

  private static final UUID CUSTOMER = new UUID(1, 1);
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.125Z");
  private static final List<OrderStatus> STATUSES =
      List.copyOf(EnumSet.complementOf(EnumSet.of(OrderStatus.NONE)));

  private final MockProcessorContext<String, CustomerSummary> context =
      new MockProcessorContext<>();
  private final SummaryProcessor processor = new SummaryProcessor();

  SummaryProcessorTest() {
    addStore(SummaryProcessor.CONTRIBUTIONS, Contribution.class);
    addStore(SummaryProcessor.SUMMARIES, CustomerSummary.class);
    processor.init(context);
  }

  private <V> void addStore(String name, Class<V> type) {
    var store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), Serdes.String(), JsonSerde.of(type))
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
  }

  @Test
  void anOlderOrEqualViewChangesNothing() {
    UUID order = new UUID(2, 1);
    process(view(order, 2, OrderStatus.CONFIRMED));
    CustomerSummary before = last();
    process(view(order, 2, OrderStatus.CONFIRMED));
    process(view(order, 1, OrderStatus.CREATED));
    assertThat(context.forwarded()).hasSize(1);
    process(view(order, 3, OrderStatus.SHIPPED));
    assertThat(last().version()).isEqualTo(before.version() + 1);
    assertThat(last().ordersByStatus()).isEqualTo(Map.of(OrderStatus.SHIPPED, 1L));
  }

  @RepeatedTest(20)
  void theResultDoesNotDependOnTheInterleaving() {
    long seed = Long.getLong("millrace.seed", System.nanoTime());
    var random = new Random(seed);
    List<List<OrderView>> lives = lives(random);
    List<OrderView> interleaved = interleaved(lives, random);
    interleaved.forEach(this::process);
    assertThat(last()).as("seed %d", seed).isEqualTo(expected(lives));
    assertThat(context.forwarded().stream().map(f -> f.record().value().version()).toList())
        .as("versions only grow, seed %d", seed)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  private static List<List<OrderView>> lives(Random random) {
    List<List<OrderView>> lives = new ArrayList<>();
    int orders = 1 + random.nextInt(8);
    for (int order = 0; order < orders; order++) {
      // Few instants, so that some orders are created at the same one.
      Instant createdAt = NOON.plusSeconds(random.nextInt(3));
      int length = 1 + random.nextInt(5);
      List<OrderView> life = new ArrayList<>();
      for (long version = 1; version <= length; version++) {
        life.add(randomView(new UUID(2, order), version, createdAt, random));
      }
      lives.add(life);
    }
    return lives;
  }

  private static OrderView randomView(UUID order, long version, Instant createdAt, Random random) {
    OrderStatus status = STATUSES.get(random.nextInt(STATUSES.size()));
    // By order, for an order's currency never changes.
    String currency = order.getLeastSignificantBits() % 2 == 0 ? "EUR" : "USD";
    long total = random.nextInt(4) * 100L;
    return new OrderView(
        order, version, status, CUSTOMER, currency, List.of(), total, null, null, null, createdAt,
        createdAt);
  }

  /** Each life in its order, now and then with a repetition. */
  private static List<OrderView> interleaved(List<List<OrderView>> lives, Random random) {
    List<Integer> turns = new ArrayList<>();
    for (int i = 0; i < lives.size(); i++) {
      turns.addAll(Collections.nCopies(lives.get(i).size(), i));
    }
    Collections.shuffle(turns, random);
    Map<Integer, Integer> next = new HashMap<>();
    List<OrderView> result = new ArrayList<>();
    for (int life : turns) {
      int at = next.merge(life, 1, Integer::sum) - 1;
      result.add(lives.get(life).get(at));
      result.add(lives.get(life).get(random.nextInt(at + 1)));
    }
    return result;
  }

  private static CustomerSummary expected(List<List<OrderView>> lives) {
    List<OrderView> newest = lives.stream().map(life -> life.get(life.size() - 1)).toList();
    Map<OrderStatus, Long> counts = new TreeMap<>();
    Map<String, BigInteger> totals = new TreeMap<>();
    for (OrderView view : newest) {
      counts.merge(view.status(), 1L, Long::sum);
      if (view.status() != OrderStatus.CANCELLED && view.totalMinor() != 0) {
        totals.merge(view.currency(), BigInteger.valueOf(view.totalMinor()), BigInteger::add);
      }
    }
    OrderView last =
        Collections.max(
            newest,
            Comparator.comparing(OrderView::createdAt)
                .thenComparing(view -> view.orderId().toString()));
    long version = newest.stream().mapToLong(OrderView::version).sum();
    return new CustomerSummary(CUSTOMER, version, counts, totals, last.orderId(), last.createdAt());
  }

  private static OrderView view(UUID order, long version, OrderStatus status) {
    return new OrderView(
        order, version, status, CUSTOMER, "EUR", List.of(), 100, null, null, null, NOON, NOON);
  }

  private void process(OrderView view) {
    processor.process(new Record<>(CUSTOMER.toString(), view, 0));
  }

  private CustomerSummary last() {
    var forwarded = context.forwarded();
    return forwarded.get(forwarded.size() - 1).record().value();
  }
}
