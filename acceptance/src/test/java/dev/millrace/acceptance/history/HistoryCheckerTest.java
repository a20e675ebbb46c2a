package dev.millrace.acceptance.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.acceptance.history.Operation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A checker is worth what it finds: one contradiction of each kind. */
class HistoryCheckerTest {

  private static final UUID ORDER = new UUID(0, 1);
  private static final UUID CREATE = new UUID(1, 1);
  private static final UUID CHANGE = new UUID(1, 2);
  private static final UUID READ = new UUID(1, 3);

  private final List<Operation> history =
      new ArrayList<>(
          List.of(command(CREATE, 7, 0, 10, 201, 1), command(CHANGE, 9, 20, 30, 200, 2)));
  private final List<StoredEvent> stored =
      new ArrayList<>(List.of(event(1, CREATE, 7), event(2, CHANGE, 9)));

  @Test
  void findsNothingInAHistoryThatIsTrue() {
    history.add(read(9, 40, 50, 2));
    history.add(command(CHANGE, 9, 60, 70, 200, 2));
    history.add(command(UUID.randomUUID(), 1, 60, 70, 409, 2));
    history.add(command(UUID.randomUUID(), 1, 60, 70, Operation.UNKNOWN, 0));
    assertThat(faults()).isEmpty();
  }

  @Test
  void findsAnAcknowledgedCommandThatIsNotStored() {
    stored.remove(1);
    assertThat(faults()).anyMatch(f -> f.startsWith("acknowledged and not stored"));
  }

  @Test
  void findsACommandThatWasCarriedOutTwice() {
    stored.add(event(3, CHANGE, 9));
    assertThat(faults()).anyMatch(f -> f.startsWith("carried out more than once"));
  }

  @Test
  void findsARefusedCommandThatIsStored() {
    UUID refused = UUID.randomUUID();
    history.add(command(refused, 1, 40, 50, 409, 2));
    stored.add(event(3, refused, 1));
    assertThat(faults()).anyMatch(f -> f.startsWith("refused and stored"));
  }

  @Test
  void findsAHole() {
    UUID later = UUID.randomUUID();
    history.add(command(later, 1, 40, 50, 200, 4));
    stored.add(event(4, later, 1));
    assertThat(faults()).anyMatch(f -> f.startsWith("not dense"));
  }

  @Test
  void findsAnEventOfNoCommand() {
    stored.add(event(3, UUID.randomUUID(), 1));
    assertThat(faults()).singleElement().asString().startsWith("of no command");
  }

  @Test
  void findsAWrongVersionInAnAnswer() {
    history.set(1, command(CHANGE, 9, 20, 30, 200, 5));
    assertThat(faults()).anyMatch(f -> f.startsWith("stored as"));
  }

  @Test
  void findsTwoAnswersToOneCommand() {
    history.add(command(CREATE, 7, 40, 50, 200, 1));
    assertThat(faults()).singleElement().asString().startsWith("one command, two answers");
  }

  @Test
  void findsAReadOfWhatNeverWas() {
    history.add(read(8, 40, 50, 2));
    assertThat(faults()).singleElement().asString().startsWith("read what never was");
  }

  @Test
  void findsAReadOfThePast() {
    history.add(read(7, 40, 50, 1));
    assertThat(faults()).singleElement().asString().startsWith("version 2 had been answered");
  }

  @Test
  void findsACommandThatGotBeforeOneThatHadEnded() {
    stored.set(0, event(1, CHANGE, 9));
    stored.set(1, event(2, CREATE, 7));
    history.set(0, command(CREATE, 7, 0, 10, 201, 2));
    history.set(1, command(CHANGE, 9, 20, 30, 200, 1));
    assertThat(faults()).singleElement().asString().startsWith("version 2 had been answered");
  }

  @Test
  void allowsAnyOrderOfCommandsThatOverlap() {
    stored.set(0, event(1, CHANGE, 9));
    stored.set(1, event(2, CREATE, 7));
    history.set(0, command(CREATE, 7, 0, 25, 201, 2));
    history.set(1, command(CHANGE, 9, 20, 30, 200, 1));
    assertThat(faults()).isEmpty();
  }

  @Test
  void takesARepeatedCommandForAsOldAsItsFirstTry() {
    UUID later = UUID.randomUUID();
    history.add(command(later, 1, 15, 100, 200, 3));
    stored.add(event(3, later, 1));
    history.add(command(CHANGE, 9, 200, 210, 200, 2));
    assertThat(faults()).isEmpty();
  }

  private List<String> faults() {
    return HistoryChecker.check(history, stored);
  }

  private static StoredEvent event(long sequence, UUID commandId, int quantity) {
    return new StoredEvent(ORDER, sequence, commandId, quantity);
  }

  private static Operation read(int quantity, long invoked, long returned, long version) {
    return new Operation(Kind.READ, ORDER, READ, quantity, invoked, returned, 200, version);
  }

  // The record's own components, but for what is the same in all of them.
  private static Operation command(
      UUID id, int quantity, long invoked, long returned, int status, long version) {
    return new Operation(Kind.COMMAND, ORDER, id, quantity, invoked, returned, status, version);
  }
}
