package dev.millrace.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contract.OrderView;
import dev.millrace.contract.Topics;
import dev.millrace.projection.sink.RecordingSinks;
import dev.millrace.testkit.Mischief;
import dev.millrace.testkit.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** What becomes of good records on bad days, on several partitions. */
abstract class ProjectionMischiefContract {

  private static final int PARTITIONS = 3;

  abstract Projection projection();

  @Test
  void whateverHappensTheRowsAreThoseOfACalmDay() {
    Trials.run(
        4,
        seed -> {
          var mischief = Mischief.seeded(seed);
          var orders = OrderBatch.of(12, new Random(seed));
          var mixed = mischief.mixed(orders.records(), r -> Letter.text(r.key()));
          requireTheRowsOfACalmDay(orders, mischief.redelivered(mixed), mischief);
        });
  }

  @Test
  void eventsInAnyOrderWaitForOneAnother() {
    Trials.run(
        2,
        seed -> {
          var mischief = Mischief.seeded(seed);
          var orders = OrderBatch.of(12, new Random(seed));
          requireTheRowsOfACalmDay(orders, mischief.shuffled(orders.records()), mischief);
        });
  }

  private void requireTheRowsOfACalmDay(
      OrderBatch orders, List<ProducerRecord<byte[], byte[]>> records, Mischief mischief) {
    var calm = new RecordingSinks();
    try (var day = ProjectionDriver.onPartitions(PARTITIONS, projection(), calm)) {
      day.write(orders.records());
      assertThat(day.deadLetters()).isEmpty();
    }
    var bad = new RecordingSinks();
    try (var day = ProjectionDriver.onPartitions(PARTITIONS, projection(), bad)) {
      day.write(records);
      day.settle(mischief);
      assertThat(bad.newest()).isNotEmpty().isEqualTo(calm.newest());
      assertThat(day.deadLetters()).isEmpty();
      assertThat(day.listParked()).isEmpty();
      if (projection().topics().contains(Topics.ORDER_VIEWS)) {
        requireEveryViewOnceInOrder(day.views(), orders);
      }
    }
  }

  private static void requireEveryViewOnceInOrder(
      List<TestRecord<String, OrderView>> published, OrderBatch orders) {
    Map<String, List<OrderView>> views = new TreeMap<>();
    published.forEach(
        view -> views.computeIfAbsent(view.key(), key -> new ArrayList<>()).add(view.value()));
    assertThat(views).isEqualTo(orders.views());
  }
}
