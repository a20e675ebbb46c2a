package dev.millrace.projection.compare;

import java.util.List;
import java.util.Map;

/**
 * A row of a table.
 *
 * @param token of its partition
 * @param key the values of its primary key, partition key first
 * @param values what is not null, by column
 */
record TableRow(long token, List<Object> key, Map<String, Object> values) {}
