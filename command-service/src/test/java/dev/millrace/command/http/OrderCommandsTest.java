package dev.millrace.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.order.domain.CancellationReason;
import dev.millrace.order.domain.OrderCommand;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderCommandsTest {

  @Test
  void everyCommandHasANameOfItsOwn() {
    assertThat(
            Arrays.stream(OrderCommand.class.getPermittedSubclasses())
                .map(type -> OrderCommands.name(type.asSubclass(OrderCommand.class))))
        .doesNotHaveDuplicates()
        .hasSize(OrderCommand.class.getPermittedSubclasses().length);
  }

  @Test
  void theFingerprintIsOfNameAndContent() {
    OrderCommand cancel = cancel("late", "me");
    String fingerprint = OrderCommands.fingerprint("cancel", cancel);
    assertThat(OrderCommands.fingerprint("cancel", cancel("late", "me"))).isEqualTo(fingerprint);
    assertThat(OrderCommands.fingerprint("cancel", cancel("late", "you")))
        .isNotEqualTo(fingerprint);
    assertThat(OrderCommands.fingerprint("other", cancel)).isNotEqualTo(fingerprint);
  }

  private static OrderCommand cancel(String text, String cancelledBy) {
    return new OrderCommand.Cancel(
        new CancellationReason(CancellationReason.Code.OTHER, text), cancelledBy);
  }

  @Test
  void aCreateCommandAlwaysMakesTheSameOrder() {
    UUID commandId = UUID.randomUUID();
    assertThat(OrderIds.createdBy(commandId)).isEqualTo(OrderIds.createdBy(commandId));
    assertThat(OrderIds.createdBy(commandId)).isNotEqualTo(OrderIds.createdBy(UUID.randomUUID()));
  }
}
