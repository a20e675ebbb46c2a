/** The read models of customers: their orders and a summary. */
@NullMarked
package dev.millrace.projection.customer;

import org.jspecify.annotations.NullMarked;
