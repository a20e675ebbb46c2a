/** The local stack for JUnit tests. */
@NullMarked
package dev.millrace.local.junit;

import org.jspecify.annotations.NullMarked;
