package dev.millrace.local.database;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The CDC streams of one generation: the token ring in equal parts, one stream each.
 *
 * <p>A stream id has ScyllaDB's form: 8 bytes of token, then 8 bytes with the vnode's index in bits
 * 4 to 25 and the version 1 in the lowest four. Where ScyllaDB has random bits, above these, stands
 * the generation's number: no two generations share a stream.
 */
final class StreamIds {

  private final List<ByteBuffer> ids;

  private StreamIds(List<ByteBuffer> ids) {
    this.ids = List.copyOf(ids);
  }

  /** Streams of a generation for the given number of vnodes, at least 1. */
  static StreamIds of(int vnodes, int generation) {
    List<ByteBuffer> ids = new ArrayList<>();
    for (int i = 0; i < vnodes; i++) {
      long token = lastToken(i, vnodes);
      long low = ((long) generation << 26) | ((long) i << 4) | 1;
      ids.add(ByteBuffer.allocate(16).putLong(token).putLong(low).flip());
    }
    return new StreamIds(ids);
  }

  /** The last token of a part; parts are cut at multiples of 2^64 / vnodes. */
  private static long lastToken(int part, int vnodes) {
    return part == vnodes - 1
        ? Long.MAX_VALUE
        : Long.MIN_VALUE + Long.divideUnsigned(-1L, vnodes) * (part + 1L);
  }

  /** One id a vnode, by rising token. */
  List<ByteBuffer> all() {
    return ids.stream().map(ByteBuffer::duplicate).toList();
  }

  /** The stream of the part that a token falls into. */
  ByteBuffer streamOf(long token) {
    long offset = token - Long.MIN_VALUE;
    long part = Long.divideUnsigned(offset, Long.divideUnsigned(-1L, ids.size()));
    int index = (int) Math.min(part, ids.size() - 1L);
    // A part ends with its last token, which the division counts to the next one.
    if (index > 0 && token <= lastToken(index - 1, ids.size())) {
      index--;
    }
    return ids.get(index).duplicate();
  }

  static long token(ByteBuffer streamId) {
    return streamId.getLong(streamId.position());
  }
}
