/**
 * What every service process has: settings, HTTP with health and metrics, problem details, a
 * database session with its schema, topics, and an orderly end.
 */
@NullMarked
package dev.millrace.runtime;

import org.jspecify.annotations.NullMarked;
