package dev.millrace.bridge.sequencer;

import dev.millrace.bridge.BridgeFixtures;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.testkit.Trials;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

/** Events of several aggregates, doubled and in no order, as capture may deliver them. */
record Arrivals(long seed, Set<UUID> aggregates, List<CapturedEvent> all) {

  private static final int AGGREGATES = 20;
  private static final int EVENTS = 25;
  private static final int SILENT = 5;

  static Arrivals random() {
    long seed = Long.getLong(Trials.SEED, System.nanoTime());
    System.out.println("seed " + seed);
    var random = new Random(seed);
    Set<UUID> aggregates = new HashSet<>();
    List<CapturedEvent> all = new ArrayList<>();
    for (int i = 0; i < AGGREGATES; i++) {
      // Another each time: tests share the topics.
      UUID aggregate = UUID.randomUUID();
      aggregates.add(aggregate);
      for (long sequence = 1; sequence <= EVENTS; sequence++) {
        all.addAll(Collections.nCopies(1 + random.nextInt(3), captured(aggregate, sequence)));
      }
    }
    Collections.shuffle(all, random);
    return new Arrivals(seed, aggregates, all);
  }

  private static CapturedEvent captured(UUID aggregate, long sequence) {
    return sequence % SILENT == 0
        ? BridgeFixtures.silent(aggregate, sequence)
        : BridgeFixtures.captured(aggregate, sequence);
  }

  /** What has to come out of an aggregate, in that order. */
  static List<EncodedEvent> published(UUID aggregate) {
    return LongStream.rangeClosed(1, EVENTS)
        .filter(sequence -> sequence % SILENT != 0)
        .mapToObj(sequence -> BridgeFixtures.event(aggregate, sequence))
        .toList();
  }
}
