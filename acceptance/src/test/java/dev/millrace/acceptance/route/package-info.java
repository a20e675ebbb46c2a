/** The same scenarios for each route from the CDC log to {@code order-capture}. */
@NullMarked
package dev.millrace.acceptance.route;

import org.jspecify.annotations.NullMarked;
