/** Load, fold, decide, append if nobody was faster: generic over the aggregate. */
@NullMarked
package dev.millrace.command.handler;

import org.jspecify.annotations.NullMarked;
