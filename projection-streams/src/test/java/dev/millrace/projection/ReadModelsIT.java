package dev.millrace.projection;

import static dev.millrace.projection.EventFixtures.NOON;
import static dev.millrace.projection.EventFixtures.created;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.contract.OrderView;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.local.junit.WithLocalStack;
import dev.millrace.order.domain.Order.Cancellation;
import dev.millrace.order.domain.Order.Shipment;
import dev.millrace.order.domain.OrderStatus;
import dev.millrace.projection.customer.CustomerOrder;
import dev.millrace.projection.customer.CustomerReadModel;
import dev.millrace.projection.customer.CustomerSummary;
import dev.millrace.projection.manage.BuildSchema;
import dev.millrace.projection.order.OrderReadModel;
import dev.millrace.projection.query.Position;
import dev.millrace.projection.sink.ReadTable;
import dev.millrace.projection.sink.ScyllaSinks;
import dev.millrace.projection.sink.Sink;
import dev.millrace.projection.sink.SinkMetrics;
import dev.millrace.projection.status.StatusCounts;
import dev.millrace.projection.status.StatusOrder;
import dev.millrace.projection.status.StatusReadModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The three tables on the local database: what is read is the newest that was written. */
@WithLocalStack
class ReadModelsIT {

  /** Tables of its own: what it writes no projection would. */
  private static final Build TABLES = new Build("test", 77);

  private static CqlSession session;
  private static OrderReadModel orders;
  private static CustomerReadModel customers;
  private static StatusReadModel statuses;

  private final UUID order = UUID.randomUUID();
  private final UUID customer = UUID.randomUUID();

  @BeforeAll
  static void open(LocalStackEndpoints endpoints) {
    session = LocalSession.open(endpoints, Duration.ofSeconds(20));
    RunningProjections.all().forEach(p -> BuildSchema.create(session, TABLES, p.tables()));
    orders = new OrderReadModel(session, TABLES);
    statuses = new StatusReadModel(session, TABLES);
    customers = new CustomerReadModel(session, TABLES);
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @Test
  void anOrderComesBackAsItWasWritten() {
    assertThat(await(orders.find(order))).isEmpty();
    write(OrderReadModel.ROWS, full(3));
    assertThat(await(orders.find(order))).contains(full(3));
  }

  @Test
  void aLateOlderVersionChangesNothing() {
    write(OrderReadModel.ROWS, bare(4));
    write(OrderReadModel.ROWS, full(3));
    assertThat(await(orders.find(order))).contains(bare(4));
  }

  @Test
  void aNewerVersionClearsWhatItLacks() {
    write(OrderReadModel.ROWS, full(3));
    write(OrderReadModel.ROWS, bare(4));
    assertThat(await(orders.find(order))).contains(bare(4));
    write(OrderReadModel.ROWS, full(5));
    assertThat(await(orders.find(order))).contains(full(5));
  }

  // A cell and its deletion at one timestamp: the deletion would win. One version has only one
  // content, so that does not meet.
  @Test
  void theSameVersionAgainChangesNothing() {
    for (OrderView view : List.of(bare(2), full(3))) {
      write(OrderReadModel.ROWS, view);
      write(OrderReadModel.ROWS, view);
      assertThat(await(orders.find(order))).contains(view);
    }
    write(CustomerReadModel.SUMMARY_ROWS, summary(9, 5, order));
    write(CustomerReadModel.SUMMARY_ROWS, summary(9, 5, order));
    assertThat(await(customers.summary(customer))).contains(summary(9, 5, order));
  }

  @Test
  void anOrderInTheListOfItsCustomerKeepsTheNewestVersion() {
    CustomerOrder first = inList(order, NOON, 1, OrderStatus.CREATED);
    CustomerOrder third = inList(order, NOON, 3, OrderStatus.SHIPPED);
    write(CustomerReadModel.ORDER_ROWS, first);
    assertThat(page(Optional.empty(), 10)).containsExactly(first);
    write(CustomerReadModel.ORDER_ROWS, third);
    write(CustomerReadModel.ORDER_ROWS, inList(order, NOON, 2, OrderStatus.CONFIRMED));
    assertThat(page(Optional.empty(), 10)).containsExactly(third);
  }

  @Test
  void aSummaryKeepsTheNewestVersion() {
    assertThat(await(customers.summary(customer))).isEmpty();
    CustomerSummary newer = summary(9, 5, order);
    write(CustomerReadModel.SUMMARY_ROWS, newer);
    write(CustomerReadModel.SUMMARY_ROWS, summary(8, 7, UUID.randomUUID()));
    assertThat(await(customers.summary(customer))).contains(newer);
  }

  @Test
  void pagesAreNewestFirstAndStayPutWhileNewerOrdersCome() {
    List<CustomerOrder> before = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      // Pairs of one instant: the id decides between them.
      before.add(inList(UUID.randomUUID(), NOON.plusMillis(i / 2), 1, OrderStatus.CREATED));
    }
    before.forEach(row -> write(CustomerReadModel.ORDER_ROWS, row));
    List<CustomerOrder> paged = new ArrayList<>(page(Optional.empty(), 4));
    for (int i = 1; paged.size() < before.size(); i++) {
      var newer = inList(UUID.randomUUID(), NOON.plusSeconds(i), 1, OrderStatus.CREATED);
      CompletionStage<?> concurrent = sink(CustomerReadModel.ORDER_ROWS).write(newer);
      paged.addAll(page(Optional.of(paged.get(paged.size() - 1).position()), 4));
      await(concurrent);
    }
    assertThat(page(Optional.of(paged.get(paged.size() - 1).position()), 4)).isEmpty();
    before.sort(
        Comparator.comparing(CustomerOrder::createdAt)
            .thenComparing(row -> row.orderId().toString())
            .reversed());
    assertThat(paged).containsExactlyElementsOf(before);
    assertThat(page(Optional.empty(), 100)).hasSizeGreaterThan(before.size());
  }

  @Test
  void anOrderIsInTheListOfItsNewestStatusAloneInWhicheverOrderItsRowsCome() {
    StatusOrder created = inStatus(1, OrderStatus.CREATED, Set.of());
    StatusOrder confirmed = inStatus(2, OrderStatus.CONFIRMED, Set.of(OrderStatus.CREATED));
    StatusOrder shipped = inStatus(3, OrderStatus.SHIPPED, Set.of(OrderStatus.CONFIRMED));
    write(StatusReadModel.COUNT_ROWS, new StatusCounts(91, 1, Map.of(OrderStatus.CREATED, 1L)));
    for (StatusOrder row : List.of(shipped, created, confirmed, shipped, created)) {
      write(StatusReadModel.ORDER_ROWS, row);
    }
    write(
        StatusReadModel.COUNT_ROWS,
        new StatusCounts(
            91,
            3,
            Map.of(OrderStatus.CREATED, 1L, OrderStatus.CONFIRMED, 1L, OrderStatus.SHIPPED, 1L)));
    assertThat(inList(OrderStatus.CREATED)).doesNotContain(order);
    assertThat(inList(OrderStatus.CONFIRMED)).doesNotContain(order);
    assertThat(inList(OrderStatus.SHIPPED)).contains(order);
    // Two versions that both waited are written as one.
    var delivered = inStatus(4, OrderStatus.DELIVERED, Set.of(OrderStatus.SHIPPED));
    assertThat(StatusReadModel.ORDER_ROWS.merge().apply(confirmed, delivered).left())
        .contains(OrderStatus.CREATED, OrderStatus.CONFIRMED, OrderStatus.SHIPPED);
  }

  private List<UUID> inList(OrderStatus status) {
    return await(statuses.orders(status, Optional.empty(), 1_000)).stream()
        .map(StatusOrder::orderId)
        .toList();
  }

  private StatusOrder inStatus(long version, OrderStatus status, Set<OrderStatus> left) {
    return new StatusOrder(
        order, version, status, left, 91, customer, "EUR", 900, NOON, NOON.plusMillis(version));
  }

  private List<CustomerOrder> page(Optional<Position> after, int size) {
    return await(customers.orders(customer, after, size));
  }

  private static <R> void write(ReadTable<R> table, R row) {
    await(sink(table).write(row));
  }

  private static <R> Sink<R> sink(ReadTable<R> table) {
    var metrics = new SinkMetrics(new SimpleMeterRegistry(), "test");
    return ScyllaSinks.of(session).of(TABLES, metrics).open(table);
  }

  private OrderView full(long version) {
    return new OrderView(
        order,
        version,
        OrderStatus.CANCELLED,
        customer,
        "EUR",
        EventFixtures.ITEMS,
        2_100,
        new Shipment("T-1", "post"),
        "A. Reader",
        new Cancellation(EventFixtures.TOO_LATE, "customer"),
        NOON,
        NOON.plusMillis(version));
  }

  private OrderView bare(long version) {
    var opening = EventFixtures.envelope(order, 1, created(customer));
    OrderView first = OrderView.opening(opening);
    return new OrderView(
        order,
        version,
        first.status(),
        customer,
        "USD",
        List.of(),
        0,
        null,
        null,
        null,
        NOON,
        NOON);
  }

  private CustomerOrder inList(UUID id, Instant createdAt, long version, OrderStatus status) {
    return new CustomerOrder(
        customer, id, version, status, "EUR", 2_100, 2, createdAt, NOON.plusMillis(version));
  }

  private CustomerSummary summary(long version, long count, UUID last) {
    return new CustomerSummary(
        customer,
        version,
        Map.of(OrderStatus.CREATED, count),
        Map.of("EUR", BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.valueOf(count))),
        last,
        NOON.plusMillis(count));
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
