/**
 * What an aggregate is to Millrace: a state, a pure {@code decide} and a pure {@code evolve}.
 *
 * <p>Nothing here or in any aggregate reads a clock, makes an id or does I/O; all of that comes in
 * from outside.
 */
@NullMarked
package dev.millrace.aggregate;

import org.jspecify.annotations.NullMarked;
