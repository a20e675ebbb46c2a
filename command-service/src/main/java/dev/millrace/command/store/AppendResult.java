package dev.millrace.command.store;

/** How an append ended. */
public sealed interface AppendResult {

  /** Everything is durable. */
  record Appended() implements AppendResult {}

  /** The command had been carried out before, and nothing was written now. */
  record AlreadyDone(CommandRecord command) implements AppendResult {}

  /** Somebody else moved the aggregate's version, and nothing was written. */
  record Conflict(long actualVersion) implements AppendResult {}
}
