package dev.millrace.contract.published;

/**
 * One difference between what is published and what the build would publish.
 *
 * @param where the schema or the topic
 * @param what the part, what happened to it, and what that means for a consumer
 * @param breaking whether a consumer that relies on what is published may break
 */
record Change(String where, String what, boolean breaking) {

  static final String RECORD =
      "cp -r event-contract/src/main/resources/{asyncapi.json,schema}"
          + " event-contract/src/test/resources/published/";

  /** The change and what to do about it. */
  String verdict() {
    return where + ": " + what + (breaking ? ": " + instead() : "; record it: " + RECORD);
  }

  private String instead() {
    return where.matches(".* v\\d+")
        ? "publish a new version instead (docs/evolving-events.md)"
        : "keep it, and add what is new beside it (docs/contract.md)";
  }
}
