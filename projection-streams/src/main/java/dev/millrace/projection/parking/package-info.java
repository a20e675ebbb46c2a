/** What cannot be projected for now: set aside in order, by aggregate, until it is redriven. */
@NullMarked
package dev.millrace.projection.parking;

import org.jspecify.annotations.NullMarked;
