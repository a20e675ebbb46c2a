/**
 * A second aggregate, with which the tests show that the machinery knows of none in particular: the
 * stock of one article. Some of its commands make several events, and one of its events is never
 * published.
 */
@NullMarked
package dev.millrace.stock;

import org.jspecify.annotations.NullMarked;
