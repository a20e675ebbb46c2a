package dev.millrace.cli.conservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.order.domain.CancellationReason;
import dev.millrace.order.domain.Order.Cancellation;
import org.junit.jupiter.api.Test;

class ViewRowsTest {

  @Test
  void readsCancellationsOfEveryAge() {
    var tooLate =
        new Cancellation(
            new CancellationReason(CancellationReason.Code.OTHER, "too late"), "customer");
    assertThat(
            ViewRows.cancellation(
                "{\"cancelledBy\":\"customer\",\"reason\":{\"code\":\"OTHER\",\"text\":\"too late\"}}"))
        .isEqualTo(tooLate);
    assertThat(ViewRows.cancellation("{\"cancelledBy\":\"customer\",\"reason\":\"too late\"}"))
        .isEqualTo(tooLate);
    assertThat(ViewRows.cancellation(null)).isNull();
  }
}
