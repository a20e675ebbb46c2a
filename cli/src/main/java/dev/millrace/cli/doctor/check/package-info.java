/** What to think of the facts about a pipeline. Pure: facts come in, findings go out. */
@NullMarked
package dev.millrace.cli.doctor.check;

import org.jspecify.annotations.NullMarked;
