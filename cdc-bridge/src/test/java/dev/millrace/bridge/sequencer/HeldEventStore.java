package dev.millrace.bridge.sequencer;

import dev.millrace.contract.CapturedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An event store that answers when it is told to, a few events at a time, or fails. */
final class HeldEventStore implements GapReader {

  private static final int MOST = 3;

  private final Map<UUID, TreeMap<Long, CapturedEvent>> events = new HashMap<>();
  private final List<Question> held = new ArrayList<>();
  private int reads;

  private record Question(
      UUID aggregate, long after, long upTo, CompletableFuture<Stored> answer) {}

  /** Stores what was captured, as the store gives it back. */
  void put(CapturedEvent captured) {
    events
        .computeIfAbsent(captured.event().aggregate().id(), id -> new TreeMap<>())
        .put(
            captured.event().sequence(),
            new CapturedEvent(captured.event(), captured.topic(), CapturedEvent.STORE));
  }

  @Override
  public CompletionStage<Stored> read(UUID aggregate, long after, long upTo) {
    reads++;
    var question = new Question(aggregate, after, upTo, new CompletableFuture<>());
    held.add(question);
    return question.answer();
  }

  /** How often it was asked. */
  int reads() {
    return reads;
  }

  int held() {
    return held.size();
  }

  /** Answers one of the questions that are held, if there is any. */
  void answer(int which) {
    if (!held.isEmpty()) {
      Question question = held.remove(which % held.size());
      question.answer().complete(stored(question));
    }
  }

  void answerAll() {
    while (!held.isEmpty()) {
      answer(0);
    }
  }

  /** Fails one of the questions that are held, if there is any. */
  void fail(int which) {
    if (!held.isEmpty()) {
      held.remove(which % held.size())
          .answer()
          .completeExceptionally(new IllegalStateException("the store is away"));
    }
  }

  private Stored stored(Question question) {
    List<CapturedEvent> found =
        events
            .getOrDefault(question.aggregate(), new TreeMap<>())
            .subMap(question.after(), false, Math.max(question.after(), question.upTo()), true)
            .values()
            .stream()
            .limit(MOST)
            .toList();
    return new Stored(found, Optional.empty());
  }
}
