package dev.millrace.acceptance.history;

import java.util.UUID;

/**
 * One thing that a client did and, if there was one, the answer.
 *
 * @param commandId of a command; of a read nobody else's
 * @param quantity what a command asked for, or what a read answered
 * @param invoked nanoseconds, before it was sent
 * @param returned nanoseconds, after the answer had come
 * @param status of the answer; {@link #UNKNOWN} if the client gave up waiting
 * @param version of the order in the answer
 */
record Operation(
    Kind kind,
    UUID order,
    UUID commandId,
    int quantity,
    long invoked,
    long returned,
    int status,
    long version) {

  static final int UNKNOWN = 0;

  enum Kind {
    COMMAND,
    READ
  }

  boolean isAcknowledged() {
    return kind == Kind.COMMAND && status / 100 == 2;
  }

  boolean isRefused() {
    return kind == Kind.COMMAND && status / 100 == 4;
  }

  boolean isAnsweredRead() {
    return kind == Kind.READ && status == 200;
  }
}
