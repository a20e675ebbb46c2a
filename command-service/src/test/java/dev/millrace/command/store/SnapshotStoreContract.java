package dev.millrace.command.store;

import static dev.millrace.command.store.EventStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What every snapshot store promises; a store joins with a subclass.
 *
 * <p>Not promised, so not tested: that a snapshot that was saved is found right after it.
 */
public abstract class SnapshotStoreContract {

  private final UUID aggregate = UUID.randomUUID();

  protected abstract SnapshotStore store();

  @Test
  void anUnknownAggregateHasNoSnapshots() {
    assertThat(await(store().newest(aggregate))).isEmpty();
  }

  @Test
  void findsWhatWasSaved() {
    save(100, 0);
    assertThat(await(store().newest(aggregate))).containsExactly(snapshot(100));
  }

  @Test
  void keepsTheNewestTwo() {
    save(100, 0);
    save(200, 100);
    save(300, 200);
    assertThat(await(store().newest(aggregate))).containsExactly(snapshot(300), snapshot(200));
  }

  @Test
  void removesWhatIsOlderThanThePreviousOne() {
    save(100, 0);
    save(200, 100);
    save(300, 200);
    // What a store with more than two would still show.
    save(150, 0);
    save(400, 300);
    assertThat(await(store().newest(aggregate))).containsExactly(snapshot(400), snapshot(300));
  }

  @Test
  void savesTheSameSnapshotTwiceAsOnce() {
    save(100, 0);
    save(100, 0);
    assertThat(await(store().newest(aggregate))).containsExactly(snapshot(100));
  }

  private void save(long sequence, long previous) {
    await(store().save(snapshot(sequence), previous));
  }

  private Snapshot snapshot(long sequence) {
    return new Snapshot(
        aggregate,
        "thing",
        sequence,
        3,
        "{\"number\":" + sequence + "}",
        Instant.ofEpochMilli(1_700_000_000_000L),
        Instant.ofEpochMilli(1_700_000_000_000L + sequence));
  }
}
