package dev.millrace.command.handler;

import dev.millrace.aggregate.Rejection;

/** How a command ended. */
public sealed interface CommandOutcome<S> {

  /**
   * Carried out, now or when the same command came before.
   *
   * @param folded the aggregate right after this command's last event
   */
  record Accepted<S>(Folded<S> folded) implements CommandOutcome<S> {}

  /** A rule forbids it. */
  record Rejected<S>(Rejection rejection, long version) implements CommandOutcome<S> {}

  /** The client expected another version than there is. */
  record VersionMismatch<S>(long expected, long actual) implements CommandOutcome<S> {}

  /** The command's id was used before, for a command with another content. */
  record KeyReused<S>(String earlierCommand) implements CommandOutcome<S> {}

  /** The events that it would make exceed a limit; nothing was written. */
  record TooLarge<S>(AppendLimits.Excess excess) implements CommandOutcome<S> {}

  /** Others were faster every time until the attempts were used up. */
  record Contended<S>(int attempts) implements CommandOutcome<S> {}
}
