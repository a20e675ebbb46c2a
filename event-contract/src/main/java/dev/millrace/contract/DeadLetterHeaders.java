package dev.millrace.contract;

import static dev.millrace.contract.RecordHeaders.add;

import org.apache.kafka.common.header.Headers;

/** Headers that a dead-lettered record carries besides its own. */
public final class DeadLetterHeaders {

  /** Which component gave up on it. */
  public static final String COMPONENT = "dlq_component";

  /** Why, in one sentence. */
  public static final String CAUSE = "dlq_cause";

  /** Where it was: topic-partition@offset, or stream and time in a CDC log. */
  public static final String COORDINATES = "dlq_coordinates";

  private DeadLetterHeaders() {}

  public static void write(Headers headers, DeadLetter deadLetter) {
    add(headers, COMPONENT, deadLetter.component());
    add(headers, CAUSE, deadLetter.cause());
    add(headers, COORDINATES, deadLetter.coordinates());
  }

  /**
   * The values of the headers.
   *
   * @param cause cut off where it is long: it may quote the record, and a letter that is larger
   *     than its record may be too large for its topic
   */
  public record DeadLetter(String component, String cause, String coordinates) {

    private static final int LONGEST_CAUSE = 500;

    public DeadLetter {
      cause = cause.length() <= LONGEST_CAUSE ? cause : cause.substring(0, LONGEST_CAUSE) + "…";
    }
  }
}
