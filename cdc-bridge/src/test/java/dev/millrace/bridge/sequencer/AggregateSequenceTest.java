package dev.millrace.bridge.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bridge.sequencer.AggregateSequence.Fate;
import dev.millrace.bridge.sequencer.AggregateSequence.Outcome;
import dev.millrace.bridge.sequencer.AggregateSequence.Parked;
import dev.millrace.testkit.Trials;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class AggregateSequenceTest {

  private final Map<Long, Long> parked = new TreeMap<>();
  private final Set<Long> refused = new HashSet<>();
  private final List<Long> out = new ArrayList<>();
  private long head;

  @Test
  void letsEventsThroughInOrder() {
    assertThat(accept(1)).isEqualTo(Fate.EMITTED);
    assertThat(accept(2)).isEqualTo(Fate.EMITTED);
    assertThat(head).isEqualTo(2);
    assertThat(out).containsExactly(1L, 2L);
    assertThat(parked).isEmpty();
  }

  @Test
  void dropsWhatWasLetThroughBefore() {
    accept(1);
    accept(2);
    assertThat(accept(1)).isEqualTo(Fate.DUPLICATE);
    assertThat(accept(2)).isEqualTo(Fate.DUPLICATE);
    assertThat(head).isEqualTo(2);
    assertThat(out).containsExactly(1L, 2L);
  }

  @Test
  void parksWhatComesTooEarly() {
    assertThat(accept(3)).isEqualTo(Fate.PARKED);
    assertThat(head).isZero();
    assertThat(out).isEmpty();
    assertThat(parked).containsOnlyKeys(3L);
  }

  @Test
  void dropsWhatIsParkedAlready() {
    accept(3);
    assertThat(accept(3)).isEqualTo(Fate.DUPLICATE);
    assertThat(parked).containsOnlyKeys(3L);
  }

  @Test
  void letsTheParkedFollowUntilTheNextHole() {
    accept(2);
    accept(3);
    accept(5);
    assertThat(accept(1)).isEqualTo(Fate.EMITTED);
    assertThat(head).isEqualTo(3);
    assertThat(out).containsExactly(1L, 2L, 3L);
    assertThat(parked).containsOnlyKeys(5L);
  }

  @Test
  void waitsForAnEventThatTheOutletRefuses() {
    refused.add(1L);
    assertThat(accept(1)).isEqualTo(Fate.REFUSED);
    assertThat(accept(2)).isEqualTo(Fate.PARKED);
    assertThat(head).isZero();
    refused.clear();
    assertThat(accept(1)).isEqualTo(Fate.EMITTED);
    assertThat(out).containsExactly(1L, 2L);
  }

  @Test
  void stopsBehindAParkedEventThatTheOutletRefuses() {
    refused.add(2L);
    accept(2);
    accept(3);
    assertThat(accept(1)).isEqualTo(Fate.EMITTED);
    assertThat(head).isEqualTo(1);
    assertThat(out).containsExactly(1L);
    assertThat(parked).containsOnlyKeys(3L);
    refused.clear();
    assertThat(accept(2)).isEqualTo(Fate.EMITTED);
    assertThat(out).containsExactly(1L, 2L, 3L);
  }

  @RepeatedTest(100)
  void anyOrderWithAnyDuplicatesComesOutOnceAndInOrder() {
    long seed = Long.getLong(Trials.SEED, System.nanoTime());
    var random = new Random(seed);
    List<Long> all = LongStream.rangeClosed(1, 1 + random.nextInt(40)).boxed().toList();
    List<Long> arrivals = new ArrayList<>(all);
    for (int duplicates = random.nextInt(80); duplicates > 0; duplicates--) {
      arrivals.add(all.get(random.nextInt(all.size())));
    }
    Collections.shuffle(arrivals, random);
    arrivals.forEach(this::accept);
    assertThat(out).as("again with -Dmillrace.seed=%d", seed).isEqualTo(all);
    assertThat(parked).as("again with -Dmillrace.seed=%d", seed).isEmpty();
  }

  private Fate accept(long sequence) {
    Outcome outcome =
        new AggregateSequence<>(head, new InMemoryParked(parked), this::emit)
            .accept(sequence, sequence);
    head = outcome.head();
    return outcome.fate();
  }

  private boolean emit(long event) {
    return !refused.contains(event) && out.add(event);
  }

  private record InMemoryParked(Map<Long, Long> events) implements Parked<Long> {

    @Override
    public boolean add(long sequence, Long event) {
      return events.putIfAbsent(sequence, event) == null;
    }

    @Override
    public Optional<Long> remove(long sequence) {
      return Optional.ofNullable(events.remove(sequence));
    }
  }
}
