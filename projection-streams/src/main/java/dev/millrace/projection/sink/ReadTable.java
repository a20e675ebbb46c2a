package dev.millrace.projection.sink;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import dev.millrace.projection.Build;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.serialization.Serde;

/**
 * How rows come into a table of a read model.
 *
 * @param name of the table, without keyspace, as the schema names it
 * @param id of a row: two rows with the same one are versions of the same row
 * @param version of a row, which its statements carry as their timestamp
 * @param serde for a row that is parked
 * @param merge of two versions of a row that both wait, older and newer, into one to write
 * @param statements that make the table have the row
 */
public record ReadTable<R>(
    String name,
    Function<R, String> id,
    ToLongFunction<R> version,
    Serde<R> serde,
    BinaryOperator<R> merge,
    Statements<R> statements) {

  /** A table of whose rows the newest version says all. */
  public ReadTable(
      String name,
      Function<R, String> id,
      ToLongFunction<R> version,
      Serde<R> serde,
      Statements<R> statements) {
    this(name, id, version, serde, (older, newer) -> newer, statements);
  }

  /** Two versions of a row, in the order in which they came, as one to write. */
  R merged(R first, R second) {
    return version.applyAsLong(first) <= version.applyAsLong(second)
        ? merge.apply(first, second)
        : merge.apply(second, first);
  }

  /** Prepares statements once. */
  @FunctionalInterface
  public interface Statements<R> {

    /**
     * What writes a row. Every statement is to carry {@code USING TIMESTAMP} = the row's version:
     * the database itself then keeps the newest version of every cell, in whichever order the
     * writes arrive. A row that leaves a place deletes it there, with the same timestamp.
     *
     * @param build into whose copy of the table
     */
    Function<R, List<BoundStatement>> prepare(CqlSession session, Build build);
  }
}
