/**
 * Apache Cassandra taught the part of ScyllaDB that Millrace uses: its DDL, its CDC log tables and
 * its stream generations. A stand-in for development and tests; production is ScyllaDB.
 *
 * <p>The CDC log is written by a memtable ({@link dev.millrace.local.database.CdcMemtable}),
 * because a memtable sees every partition update exactly as it was written: ordinary writes, LWT
 * commits and commit-log replay. A custom secondary index sees them too, but merged with older rows
 * and again when the memtable retries under contention; a trigger cannot write to another partition
 * from a conditional write.
 */
@NullMarked
package dev.millrace.local.database;

import org.jspecify.annotations.NullMarked;
