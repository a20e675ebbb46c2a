package dev.millrace.command.http;

import static org.assertj.core.api.Assertions.assertThat;

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
    OrderCommand cancel = new OrderCommand.Cancel("late", "me");
    String fingerprint = OrderCommands.fingerprint("cancel", cancel);
    assertThat(OrderCommands.fingerprint("cancel", new OrderCommand.Cancel("late", "me")))
        .isEqualTo(fingerprint);
    assertThat(OrderCommands.fingerprint("cancel", new OrderCommand.Cancel("late", "you")))
        .isNotEqualTo(fingerprint);
    assertThat(OrderCommands.fingerprint("other", cancel)).isNotEqualTo(fingerprint);
  }

  @Test
  void aCreateCommandAlwaysMakesTheSameOrder() {
    UUID commandId = UUID.randomUUID();
    assertThat(OrderIds.createdBy(commandId)).isEqualTo(OrderIds.createdBy(commandId));
    assertThat(OrderIds.createdBy(commandId)).isNotEqualTo(OrderIds.createdBy(UUID.randomUUID()));
  }
}
