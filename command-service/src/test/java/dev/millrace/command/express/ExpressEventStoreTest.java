package dev.millrace.command.express;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.command.store.Append;
import dev.millrace.command.store.AppendResult;
import dev.millrace.command.store.AppendResult.AlreadyDone;
import dev.millrace.command.store.AppendResult.Appended;
import dev.millrace.command.store.AppendResult.Conflict;
import dev.millrace.command.store.EventStore;
import dev.millrace.command.store.EventStoreContract;
import dev.millrace.command.store.InMemoryEventStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** It is an event store like any other, and hints at what was committed, nothing else. */
class ExpressEventStoreTest extends EventStoreContract {

  private final List<Append> hints = new ArrayList<>();
  private final EventStore store = new ExpressEventStore(new InMemoryEventStore(), this::hint);
  private final UUID aggregate = UUID.randomUUID();

  private synchronized void hint(Append append) {
    hints.add(append);
  }

  @Override
  protected EventStore store() {
    return store;
  }

  @Test
  void hintsAtWhatWasCommitted() {
    Append append = append(aggregate, UUID.randomUUID(), 1, 3);
    assertThat(run(append)).isEqualTo(new Appended());
    assertThat(hints).containsExactly(append);
  }

  @Test
  void doesNotHintAtWhatWasRefused() {
    run(append(aggregate, UUID.randomUUID(), 1, 1));
    hints.clear();
    assertThat(run(append(aggregate, UUID.randomUUID(), 1, 1))).isEqualTo(new Conflict(1));
    assertThat(hints).isEmpty();
  }

  /** Its ids, times and sequences may differ from what is in the store. */
  @Test
  void doesNotHintAtARepetition() {
    Append first = append(aggregate, UUID.randomUUID(), 1, 1);
    run(first);
    hints.clear();
    Append again = append(aggregate, first.command().commandId(), 2, 2);
    assertThat(run(again)).isEqualTo(new AlreadyDone(first.command()));
    assertThat(hints).isEmpty();
  }

  private AppendResult run(Append append) {
    return store.append(append).toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
