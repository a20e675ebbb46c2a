package dev.millrace.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The steps of the order's events. Never edited once shipped: a new version gets a new one. */
final class OrderUpcasters {

  private OrderUpcasters() {}

  /** {@code order.cancelled}, version 1 to 2: a reason was a text, and has a code from then on. */
  static ObjectNode giveReasonACode(ObjectNode cancelled) {
    String text = cancelled.required("reason").textValue();
    cancelled.putObject("reason").put("code", "OTHER").put("text", text);
    return cancelled;
  }
}
