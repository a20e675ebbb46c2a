package dev.millrace.command.http;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids of new orders. */
final class OrderIds {

  private OrderIds() {}

  /**
   * The order that a create command makes. A function of the command's id, so that a repeated
   * create meets the order that it made the first time instead of making another.
   */
  static UUID createdBy(UUID commandId) {
    return UUID.nameUUIDFromBytes(("order/" + commandId).getBytes(StandardCharsets.UTF_8));
  }
}
