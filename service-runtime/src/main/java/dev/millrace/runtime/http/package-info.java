/** server, health, metrics, problem details. */
@NullMarked
package dev.millrace.runtime.http;

import org.jspecify.annotations.NullMarked;
