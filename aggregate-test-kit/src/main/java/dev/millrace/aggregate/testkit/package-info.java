/** Given, when, then: tests of an aggregate that read like its rules. Needs no test framework. */
@NullMarked
package dev.millrace.aggregate.testkit;

import org.jspecify.annotations.NullMarked;
