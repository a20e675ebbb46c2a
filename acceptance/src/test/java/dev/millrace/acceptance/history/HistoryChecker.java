package dev.millrace.acceptance.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds what in a history contradicts the store. Pure. */
final class HistoryChecker {

  private final List<String> faults = new ArrayList<>();
  private final Map<UUID, List<StoredEvent>> byOrder;
  private final Map<UUID, List<StoredEvent>> byCommand;

  private HistoryChecker(List<StoredEvent> stored) {
    byOrder = stored.stream().collect(Collectors.groupingBy(StoredEvent::order));
    byCommand = stored.stream().collect(Collectors.groupingBy(StoredEvent::commandId));
  }

  /** Every contradiction in words; empty if there is none. */
  static List<String> check(List<Operation> history, List<StoredEvent> stored) {
    var checker = new HistoryChecker(stored);
    checker.byOrder.values().forEach(checker::checkDense);
    checker.checkOrigins(history);
    history.forEach(checker::checkAnswer);
    checker.checkRepeatedAnswers(history);
    history.stream()
        .collect(Collectors.groupingBy(Operation::order))
        .values()
        .forEach(checker::checkRealTime);
    return checker.faults;
  }

  private void checkDense(List<StoredEvent> events) {
    List<Long> sequences = events.stream().map(StoredEvent::sequence).sorted().toList();
    for (int i = 0; i < sequences.size(); i++) {
      if (sequences.get(i) != i + 1) {
        faults.add("not dense: order " + events.get(0).order() + " has " + sequences);
        return;
      }
    }
  }

  private void checkOrigins(List<Operation> history) {
    Set<UUID> sent = history.stream().map(Operation::commandId).collect(Collectors.toSet());
    Set<UUID> unheardOf = new HashSet<>(byCommand.keySet());
    unheardOf.removeAll(sent);
    unheardOf.forEach(id -> faults.add("of no command: " + byCommand.get(id)));
    byCommand.forEach(
        (id, events) -> {
          if (events.size() > 1) {
            faults.add("carried out more than once: " + events);
          }
        });
  }

  private void checkAnswer(Operation operation) {
    List<StoredEvent> events = byCommand.getOrDefault(operation.commandId(), List.of());
    if (operation.isAcknowledged() && events.isEmpty()) {
      faults.add("acknowledged and not stored: " + operation);
    } else if (operation.isAcknowledged() && events.get(0).sequence() != operation.version()) {
      faults.add("stored as " + events.get(0) + " but answered " + operation);
    } else if (operation.isRefused() && !events.isEmpty()) {
      faults.add("refused and stored: " + operation + " as " + events);
    } else if (operation.isAnsweredRead()) {
      checkRead(operation);
    }
  }

  private void checkRead(Operation read) {
    boolean isTrue =
        byOrder.getOrDefault(read.order(), List.of()).stream()
            .anyMatch(e -> e.sequence() == read.version() && e.quantity() == read.quantity());
    if (!isTrue) {
      faults.add("read what never was: " + read);
    }
  }

  private void checkRepeatedAnswers(List<Operation> history) {
    Map<UUID, Operation> first = new HashMap<>();
    for (Operation operation : history) {
      if (operation.isAcknowledged()) {
        Operation earlier = first.putIfAbsent(operation.commandId(), operation);
        if (earlier != null
            && (earlier.status() != operation.status()
                || earlier.version() != operation.version())) {
          faults.add("one command, two answers: " + earlier + " and " + operation);
        }
      }
    }
  }

  /** Whatever was answered before something was asked comes before it in the store. */
  private void checkRealTime(List<Operation> ofOneOrder) {
    List<Operation> byReturn =
        ofOneOrder.stream()
            .filter(o -> o.isAcknowledged() || o.isAnsweredRead())
            .sorted(Comparator.comparingLong(Operation::returned))
            .toList();
    List<Operation> byInvocation =
        firstInvocations(ofOneOrder).stream()
            .sorted(Comparator.comparingLong(Operation::invoked))
            .toList();
    long newestAnswered = 0;
    int next = 0;
    for (Operation operation : byInvocation) {
      while (next < byReturn.size() && byReturn.get(next).returned() < operation.invoked()) {
        newestAnswered = Math.max(newestAnswered, byReturn.get(next).version());
        next++;
      }
      long least = operation.kind() == Operation.Kind.READ ? newestAnswered : newestAnswered + 1;
      if (operation.version() < least) {
        faults.add("version " + newestAnswered + " had been answered before: " + operation);
      }
    }
  }

  // A repeated command is as old as its first try, whenever the repetition was sent.
  private static List<Operation> firstInvocations(List<Operation> operations) {
    Map<UUID, Operation> first = new HashMap<>();
    operations.forEach(
        o -> first.merge(o.commandId(), o, (a, b) -> a.invoked() <= b.invoked() ? a : b));
    Map<UUID, Operation> answered = new HashMap<>();
    operations.stream()
        .filter(o -> o.isAcknowledged() || o.isAnsweredRead())
        .forEach(o -> answered.put(o.commandId(), o));
    return answered.values().stream()
        .map(o -> invokedAt(o, first.get(o.commandId()).invoked()))
        .toList();
  }

  private static Operation invokedAt(Operation o, long invoked) {
    return new Operation(
        o.kind(),
        o.order(),
        o.commandId(),
        o.quantity(),
        invoked,
        o.returned(),
        o.status(),
        o.version());
  }
}
