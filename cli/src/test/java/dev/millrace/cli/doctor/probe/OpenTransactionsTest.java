package dev.millrace.cli.doctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.doctor.check.TransactionsCheck.Hanging;
import dev.millrace.cli.doctor.probe.OpenTransactions.Open;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OpenTransactionsTest {

  private static final TopicPartition PARTITION = new TopicPartition("order-events", 1);
  private static final Open OPEN = new Open(PARTITION, 7, 42);

  @Test
  void oneThatTheCoordinatorKnowsIsUnderWay() {
    assertThat(OpenTransactions.hanging(Set.of(OPEN), Map.of(7L, Set.of(PARTITION)), Set.of(OPEN)))
        .isEmpty();
  }

  @Test
  void oneThatTheCoordinatorDoesNotKnowHangs() {
    assertThat(OpenTransactions.hanging(Set.of(OPEN), Map.of(), Set.of(OPEN)))
        .containsExactly(new Hanging("order-events", 1, 42));
  }

  @Test
  void oneOfAnotherPartitionIsNoExcuse() {
    var other = Map.of(7L, Set.of(new TopicPartition("order-events", 0)));
    assertThat(OpenTransactions.hanging(Set.of(OPEN), other, Set.of(OPEN)))
        .containsExactly(new Hanging("order-events", 1, 42));
  }

  @Test
  void oneThatEndedMeanwhileDoesNotHang() {
    assertThat(OpenTransactions.hanging(Set.of(OPEN), Map.of(), Set.of())).isEmpty();
    Open next = new Open(PARTITION, 7, 50);
    assertThat(OpenTransactions.hanging(Set.of(OPEN), Map.of(), Set.of(next))).isEmpty();
  }
}
