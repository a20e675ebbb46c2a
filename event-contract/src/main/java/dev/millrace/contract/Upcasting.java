package dev.millrace.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Leads the payload of an old event to its type's newest version, step by step. */
final class Upcasting {

  private Upcasting() {}

  /**
   * The payload as the newest version has it.
   *
   * @throws JsonProcessingException if it is no JSON object
   * @throws EventDecodingException if a step fails, naming the step
   */
  static ObjectNode newest(EventType<?> type, EncodedEvent event) throws JsonProcessingException {
    ObjectNode json = ContractJson.readObject(event.payload());
    for (int version = event.schemaVersion(); version < type.schemaVersion(); version++) {
      json = step(type.upcasters().get(version - 1), json, event, version);
    }
    return json;
  }

  private static ObjectNode step(
      Upcaster upcaster, ObjectNode json, EncodedEvent event, int version) {
    try {
      return requireNonNull(upcaster.upcast(json), "the step returned null");
    } catch (RuntimeException e) {
      // The exception's own message may quote the payload: it stays in the cause.
      String step = "upcasting v" + version + " to v" + (version + 1);
      throw new EventDecodingException(event, step + ": " + e.getClass().getSimpleName(), e);
    }
  }
}
