/** Holds docs/metrics.md, what services serve, dashboards and alerts against each other. */
@NullMarked
package dev.millrace.acceptance.observability;

import org.jspecify.annotations.NullMarked;
