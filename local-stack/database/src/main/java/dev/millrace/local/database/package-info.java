@NullMarked
package dev.millrace.local.database;

import org.jspecify.annotations.NullMarked;
