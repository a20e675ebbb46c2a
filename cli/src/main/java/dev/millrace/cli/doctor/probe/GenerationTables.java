package dev.millrace.cli.doctor.probe;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.millrace.cli.doctor.check.GenerationCheck.Generation;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the tables in which ScyllaDB tells of its CDC stream generations. */
final class GenerationTables {

  /** Where a stream id has the number of its vnode, in its low 8 bytes. */
  private static final long VNODE_MASK = 0x3FFFFF0;

  private GenerationTables() {}

  /** The newest generation that has begun by then. */
  static Optional<Generation> newest(CqlSession session, Instant now) {
    String cql =
        "SELECT time FROM system_distributed.cdc_generation_timestamps WHERE key = 'timestamps'";
    List<Instant> starts =
        session.execute(cql).all().stream()
            .map(row -> requireNonNull(row.getInstant("time")))
            .toList();
    Instant next = starts.stream().filter(now::isBefore).min(Instant::compareTo).orElse(null);
    return starts.stream()
        .filter(start -> !now.isBefore(start))
        .max(Instant::compareTo)
        .map(start -> generation(session, start, next));
  }

  private static Generation generation(CqlSession session, Instant start, @Nullable Instant next) {
    String cql =
        "SELECT streams FROM system_distributed.cdc_streams_descriptions_v2 WHERE time = ?";
    List<ByteBuffer> streams =
        session.execute(cql, start).all().stream().flatMap(row -> streams(row).stream()).toList();
    long vnodes = streams.stream().mapToLong(GenerationTables::vnode).distinct().count();
    return new Generation(start, Math.toIntExact(vnodes), streams.size(), next);
  }

  private static List<ByteBuffer> streams(Row row) {
    return List.copyOf(requireNonNull(row.getSet("streams", ByteBuffer.class)));
  }

  private static long vnode(ByteBuffer stream) {
    return stream.getLong(stream.position() + Long.BYTES) & VNODE_MASK;
  }
}
