package dev.millrace.projection.parking;

/**
 * The newest version of a row that the database refused.
 *
 * @param row serialized
 * @param cause of the refusal
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ParkedRow(byte[] row, String cause) {}
