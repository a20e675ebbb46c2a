package dev.millrace.aggregate;

/**
 * Why a command was refused, for people and for programs.
 *
 * @param rule the rule that was broken
 * @param field path of the offending part of the command, such as {@code items[2].quantity}; empty
 *     where the rule is about the aggregate's state
 * @param detail one sentence with the limit and the value
 */
public record Rejection(Rule rule, String field, String detail) {

  /** A rule of an aggregate. Implemented by an enum for each kind of aggregate. */
  public interface Rule {

    /** Stable reason code, part of the public interface: clients branch on it. */
    String code();

    Kind kind();
  }

  /** Who can do something about a rejection. */
  public enum Kind {
    /** The command can never succeed as it is. */
    INVALID,
    /** The command needs an aggregate that does not exist. */
    UNKNOWN,
    /** The aggregate's present state forbids it. */
    CONFLICT
  }
}
