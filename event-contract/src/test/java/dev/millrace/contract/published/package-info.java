/**
 * The compatibility gate: what the build says of consumers is held against what they were promised.
 */
@NullMarked
package dev.millrace.contract.published;

import org.jspecify.annotations.NullMarked;
