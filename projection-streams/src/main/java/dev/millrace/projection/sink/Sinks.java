package dev.millrace.projection.sink;

/** Opens the sinks of a build: the database, or a list in a test. */
@FunctionalInterface
public interface Sinks {

  <R> Sink<R> open(ReadTable<R> table);
}
