package dev.millrace.local.database;

/**
 * A stream generation: from its start until that of the next one, writes are logged to its streams.
 *
 * @param number 0, 1, 2 … by rising start
 * @param startMillis since the Unix epoch
 * @param vnodes number of its streams, one a vnode
 */
record Generation(int number, long startMillis, int vnodes) {

  StreamIds streams() {
    return StreamIds.of(vnodes, number);
  }
}
