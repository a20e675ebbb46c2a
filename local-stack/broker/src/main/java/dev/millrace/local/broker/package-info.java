@NullMarked
package dev.millrace.local.broker;

import org.jspecify.annotations.NullMarked;
