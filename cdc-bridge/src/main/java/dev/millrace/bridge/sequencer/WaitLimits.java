package dev.millrace.bridge.sequencer;

import java.time.Duration;

/**
 * What is granted to the waits of a partition.
 *
 * @param grace how long each is left alone
 * @param inMemory how many there may be in memory
 */
record WaitLimits(Duration grace, int inMemory) {}
