package dev.millrace.cli.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.doctor.check.Finding.Status;
import dev.millrace.cli.doctor.check.TransactionsCheck.Hanging;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransactionsCheckTest {

  private static final String KAFKA = "broker:9092";

  @Test
  void noneIsFine() {
    assertThat(TransactionsCheck.check(List.of(), KAFKA).status()).isEqualTo(Status.OK);
  }

  @Test
  void oneThatHangsIsNamedWithTheCommandThatEndsIt() {
    Finding finding = TransactionsCheck.check(List.of(new Hanging("order-views", 2, 114)), KAFKA);
    assertThat(finding.status()).isEqualTo(Status.FAILURE);
    assertThat(finding.found())
        .isEqualTo("1 partition with a transaction that nobody ends: order-views-2 at 114");
    assertThat(finding.advice())
        .endsWith(
            "kafka-transactions.sh --bootstrap-server broker:9092 abort --topic order-views"
                + " --partition 2 --start-offset 114");
  }

  @Test
  void manyAreCounted() {
    List<Hanging> many =
        IntStream.range(0, 5).mapToObj(number -> new Hanging("t", number, 7)).toList();
    assertThat(TransactionsCheck.check(many, KAFKA).found())
        .isEqualTo(
            "5 partitions with a transaction that nobody ends: t-0 at 7, t-1 at 7, t-2 at 7, …");
  }
}
