package dev.millrace.acceptance.route;

import dev.millrace.cli.pipeline.Endpoints;
import dev.millrace.local.LocalStack;

/** A pipeline in which one route alone brings events: no express lane. */
interface Route extends AutoCloseable {

  /** What it writes into the header {@code capture}. */
  String name();

  LocalStack stack();

  /** Where commands are taken. */
  Endpoints endpoints();

  /** Ends what captures, and starts it again. */
  void restart();

  /** The same, as {@code kill -9} ends it. */
  void kill();

  @Override
  void close();
}
