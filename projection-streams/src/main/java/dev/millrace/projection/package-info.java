@NullMarked
package dev.millrace.projection;

import org.jspecify.annotations.NullMarked;
