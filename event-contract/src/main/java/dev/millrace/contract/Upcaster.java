package dev.millrace.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One step of an event's schema: turns the JSON of one version into that of the next.
 *
 * <p>Depends on nothing but the tree that it is given. The tree is nobody else's: a step may change
 * and return it. A step that throws makes the event unreadable, so it holds for every event that
 * was ever written in its version, and like those it is never edited once shipped.
 */
@FunctionalInterface
public interface Upcaster {

  ObjectNode upcast(ObjectNode json);
}
