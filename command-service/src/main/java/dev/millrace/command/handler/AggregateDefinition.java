package dev.millrace.command.handler;

import dev.millrace.aggregate.Decider;
import dev.millrace.contract.EventTypes;

/** Everything that the machinery needs to know of one kind of aggregate. */
public record AggregateDefinition<C, S, E>(
    Decider<C, S, E> decider, EventTypes<E> types, StateSchema<S> schema) {}
