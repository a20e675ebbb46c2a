package dev.millrace.projection;

import dev.millrace.contract.Topic;
import io.javalin.config.RoutesConfig;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;

/**
 * A read model: what it reads, how it folds that, where the rows go, and how they are queried. Each
 * build of it runs as a Streams application of its own and so has its own offsets, lag and state.
 */
public interface Projection {

  /** Kebab-case; names its applications, metrics and dead letters, and so never changes. */
  String name();

  /**
   * Version of its code, from 1. To be raised with every change that makes other rows of the same
   * events: a build then shows that it was begun by older code, and is due to be rebuilt.
   */
  int version();

  /** The topic of events that it reads. */
  Topic<String, byte[]> source();

  /** The tables that it writes, without keyspace, as the schema names them. */
  List<String> tables();

  /** The topics that it publishes to, of which each build has its own. */
  default List<Topic<?, ?>> topics() {
    return List.of();
  }

  /**
   * Adds the topology of a build.
   *
   * @param parts what the build is given; every row has to go through it to its table
   */
  void addTo(StreamsBuilder builder, BuildParts parts);

  /**
   * Adds its queries.
   *
   * @param reads opens readers of the tables of the build that serves
   */
  void addTo(RoutesConfig routes, ReadSide reads);
}
