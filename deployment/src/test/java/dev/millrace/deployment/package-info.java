/** Holds docker-compose.yml and what belongs to it against the code that it starts. */
@NullMarked
package dev.millrace.deployment;

import org.jspecify.annotations.NullMarked;
