@NullMarked
package dev.millrace.order.domain;

import org.jspecify.annotations.NullMarked;
