/**
 * Breaks the bridge and what it lives on under load, and compares the event store with the topic.
 */
@NullMarked
package dev.millrace.acceptance.bridge;

import org.jspecify.annotations.NullMarked;
