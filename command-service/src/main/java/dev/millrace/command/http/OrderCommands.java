package dev.millrace.command.http;

import dev.millrace.command.handler.CommandRequest;
import dev.millrace.contract.ContractJson;
import dev.millrace.contract.EventMetadata;
import dev.millrace.order.domain.OrderCommand;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/** Wraps order commands for the command handler. */
final class OrderCommands {

  private static final Map<Class<? extends OrderCommand>, String> NAMES =
      Map.of(
          OrderCommand.Create.class, "create",
          OrderCommand.UpdateItems.class, "update-items",
          OrderCommand.Confirm.class, "confirm",
          OrderCommand.Ship.class, "ship",
          OrderCommand.Deliver.class, "deliver",
          OrderCommand.Cancel.class, "cancel");

  private OrderCommands() {}

  static CommandRequest<OrderCommand> request(
      UUID orderId, OrderCommand command, CommandHeaders headers) {
    String name = name(command.getClass());
    var metadata =
        new EventMetadata(
            headers.correlationId(),
            headers.commandId(),
            headers.userId(),
            headers.traceparent(),
            headers.attributes());
    return new CommandRequest<>(
        orderId, command, name, fingerprint(name, command), headers.expectedVersion(), metadata);
  }

  static String name(Class<? extends OrderCommand> type) {
    String name = NAMES.get(type);
    if (name == null) {
      throw new AssertionError("unnamed command " + type);
    }
    return name;
  }

  /** SHA-256 over name and content; the content's JSON has a fixed order of fields. */
  static String fingerprint(String name, OrderCommand command) {
    String content = name + '\n' + ContractJson.write(command);
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
