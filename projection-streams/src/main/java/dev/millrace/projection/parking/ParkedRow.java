package dev.millrace.projection.parking;

import java.time.Instant;

/**
 * The newest version of a row that the database refused.
 *
 * @param row serialized
 * @param cause of the refusal
 * @param tried the newest request to redrive that was followed in vain; if none was, when the row
 *     was parked: earlier requests are not about it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ParkedRow(byte[] row, String cause, Instant tried) {

  /** The same, after another request. */
  public ParkedRow withTried(Instant request) {
    return new ParkedRow(row, cause, request);
  }
}
