package dev.millrace.cli;

import java.util.concurrent.Callable;

/**
 * A subcommand from another module, found by {@link java.util.ServiceLoader}. Its class carries
 * picocli's {@code @Command}; it returns the exit status.
 */
public interface Subcommand extends Callable<Integer> {}
