/**
 * What the services and everybody downstream agree on: event envelope, wire names, JSON, topics and
 * record headers.
 */
@NullMarked
package dev.millrace.contract;

import org.jspecify.annotations.NullMarked;
