package dev.millrace.projection;

import static dev.millrace.projection.EventFixtures.CANCELLED;
import static dev.millrace.projection.EventFixtures.CONFIRMED;
import static dev.millrace.projection.EventFixtures.CREATED;
import static dev.millrace.projection.EventFixtures.CUSTOMER;
import static dev.millrace.projection.EventFixtures.DELIVERED;
import static dev.millrace.projection.EventFixtures.ITEMS;
import static dev.millrace.projection.EventFixtures.ITEMS_UPDATED;
import static dev.millrace.projection.EventFixtures.NEW_ITEMS;
import static dev.millrace.projection.EventFixtures.NOON;
import static dev.millrace.projection.EventFixtures.ORDER;
import static dev.millrace.projection.EventFixtures.OTHER_ORDER;
import static dev.millrace.projection.EventFixtures.SHIPPED;
import static dev.millrace.projection.EventFixtures.life;
import static dev.millrace.projection.EventFixtures.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contract.OrderView;
import dev.millrace.order.domain.Order.Cancellation;
import dev.millrace.order.domain.Order.Shipment;
import dev.millrace.order.domain.OrderStatus;
import dev.millrace.projection.order.OrderProjection;
import dev.millrace.projection.order.OrderReadModel;
import dev.millrace.projection.query.QuerySettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** The order projection: order-views and rows, and nothing else. */
class OrderProjectionTest extends ProjectionContract {

  @Override
  Projection projection() {
    return new OrderProjection(new QuerySettings(Duration.ZERO, Duration.ZERO));
  }

  @Override
  List<OrderView> rows() {
    return sinks.rows(OrderReadModel.ROWS);
  }

  @Test
  void anOrderIsARowAndAViewFromItsFirstEventOn() {
    driver.pipe(life(ORDER, CREATED));
    var created =
        new OrderView(
            ORDER,
            1,
            OrderStatus.CREATED,
            CUSTOMER,
            "EUR",
            ITEMS,
            2_100,
            null,
            null,
            null,
            NOON,
            NOON);
    assertThat(rows()).containsExactly(created);
    // The event's own headers say what the event is, and a view is no event.
    assertThat(driver.views())
        .containsExactly(new TestRecord<>(ORDER.toString(), created, new RecordHeaders(), NOON));
    assertThat(driver.producedTopics()).containsExactly("order-views");
  }

  @Test
  void aWholeLifeIsAViewAnEvent() {
    driver.pipe(life(ORDER, CREATED, ITEMS_UPDATED, CONFIRMED, SHIPPED, DELIVERED));
    assertThat(rows())
        .extracting(OrderView::status)
        .containsExactly(
            OrderStatus.CREATED,
            OrderStatus.CREATED,
            OrderStatus.CONFIRMED,
            OrderStatus.SHIPPED,
            OrderStatus.DELIVERED);
    assertThat(rows().get(4))
        .isEqualTo(
            new OrderView(
                ORDER,
                5,
                OrderStatus.DELIVERED,
                CUSTOMER,
                "EUR",
                NEW_ITEMS,
                3_000,
                new Shipment("T-1", "post"),
                "A. Reader",
                null,
                NOON,
                time(5)));
    var views = driver.views();
    assertThat(views).extracting(TestRecord::value).containsExactlyElementsOf(rows());
    assertThat(views).extracting(TestRecord::key).containsOnly(ORDER.toString());
    assertThat(views)
        .extracting(TestRecord::getRecordTime)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, 5).mapToObj(EventFixtures::time).toList());
    assertThat(driver.deadLetters()).isEmpty();
  }

  @Test
  void aCancelledOrderSaysWhy() {
    driver.pipe(life(ORDER, CREATED, CANCELLED));
    OrderView row = rows().get(1);
    assertThat(row.status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(row.cancellation()).isEqualTo(new Cancellation(EventFixtures.TOO_LATE, "customer"));
    assertThat(row.version()).isEqualTo(2);
  }

  @Test
  void ordersAreApart() {
    driver.pipe(life(ORDER, CREATED));
    driver.pipe(life(OTHER_ORDER, CREATED, CONFIRMED));
    driver.pipe(EventFixtures.record(ORDER, 2, CANCELLED));
    assertThat(rows())
        .extracting(row -> row.orderId() + " " + row.status())
        .containsExactly(
            ORDER + " CREATED",
            OTHER_ORDER + " CREATED",
            OTHER_ORDER + " CONFIRMED",
            ORDER + " CANCELLED");
  }
}
