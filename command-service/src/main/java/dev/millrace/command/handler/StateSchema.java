package dev.millrace.command.handler;

import java.util.function.ToIntFunction;

/**
 * How the state of an aggregate is kept in snapshots and in memory.
 *
 * @param version of the JSON that the state's class makes; raise it with every change of that class
 *     or of what {@code evolve} puts into it, and snapshots of the old version are no longer read
 * @param type the state's class, which Jackson writes and reads
 * @param weight about how many bytes a state takes in memory
 */
public record StateSchema<S>(int version, Class<S> type, ToIntFunction<S> weight) {}
