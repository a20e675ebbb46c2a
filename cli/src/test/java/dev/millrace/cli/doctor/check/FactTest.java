package dev.millrace.cli.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.doctor.check.Fact.Absent;
import dev.millrace.cli.doctor.check.Fact.Failed;
import dev.millrace.cli.doctor.check.Fact.Known;
import dev.millrace.cli.doctor.check.Finding.Status;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class FactTest {

  private static final Fact<String> AWAY =
      Fact.ask(
          nothing -> {
            throw new ConnectException();
          });

  @Test
  void whatDependsOnAnUnreachablePartIsNotChecked() {
    assertThat(AWAY).isEqualTo(new Failed<>("no connection"));
    Finding finding = AWAY.then("kafka", String::length).judge("topics", FactTest::fine);
    assertThat(finding.status()).isEqualTo(Status.SKIPPED);
    assertThat(finding.found()).isEqualTo("not checked: kafka does not answer");
  }

  @Test
  void aQuestionThatFailsIsAFailureOfItsCheck() {
    Fact<Integer> fact =
        new Known<>("there")
            .then(
                "kafka",
                there -> {
                  throw new ExecutionException(new IOException("not\nauthorized"));
                });
    Finding finding = fact.judge("topics", FactTest::fine);
    assertThat(finding.status()).isEqualTo(Status.FAILURE);
    assertThat(finding.found()).isEqualTo("could not be found out: not");
  }

  @Test
  void oneInstanceThatIsAwayDoesNotHideTheOthers() {
    assertThat(Fact.known(List.of(new Absent<Integer>("x"), new Known<>(2))))
        .isEqualTo(new Known<>(List.of(2)));
    assertThat(Fact.known(List.of(new Absent<Integer>("x"))))
        .isEqualTo(new Absent<List<Integer>>("x"));
    assertThat(Fact.known(List.of(new Failed<Integer>("x"))))
        .isEqualTo(new Failed<List<Integer>>("x"));
  }

  private static Finding fine(Object value) {
    return Finding.ok("topics", String.valueOf(value));
  }
}
