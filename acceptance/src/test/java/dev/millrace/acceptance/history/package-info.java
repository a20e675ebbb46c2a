/**
 * Records what many clients saw of few orders while things broke, and holds it against what is in
 * the store: the method of <a href="https://jepsen.io">Jepsen</a>, with invariants of our own.
 */
@NullMarked
package dev.millrace.acceptance.history;

import org.jspecify.annotations.NullMarked;
