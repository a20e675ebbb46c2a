package dev.millrace.aggregate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.millrace.aggregate.testkit.Account.Command;
import dev.millrace.aggregate.testkit.Account.Deposit;
import dev.millrace.aggregate.testkit.Account.Deposited;
import dev.millrace.aggregate.testkit.Account.Event;
import dev.millrace.aggregate.testkit.Account.Rule;
import dev.millrace.aggregate.testkit.Account.Withdraw;
import dev.millrace.aggregate.testkit.Account.Withdrawn;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every way in which a scenario can go another way fails, and its message tells the scenario. */
class FailuresTest {

  private static final Scenarios<Command, Account, Event> ACCOUNTS =
      Scenarios.of(new Account.Rules());

  private final Outcome<Account, Event> paidOut =
      ACCOUNTS.given(new Deposited(100)).when(new Withdraw(30));
  private final Outcome<Account, Event> refused =
      ACCOUNTS.given(new Deposited(100)).when(new Withdraw(101));

  @Test
  void aRefusalWhereEventsWereExpectedTellsTheWholeScenario() {
    assertFails(
        () ->
            ACCOUNTS
                .given(new Deposited(100), new Withdrawn(20))
                .when(new Withdraw(81))
                .thenEvents(new Withdrawn(81)),
        """
        the scenario went another way
          given:    Deposited[amount=100]
                    Withdrawn[amount=20]
          when:     Withdraw[amount=81]
          expected: events Withdrawn[amount=81]
          got:      rejected by insufficient-funds in field "amount": there is 80""");
  }

  @Test
  void aRefusalOfAnEmptyAggregateSaysThatNothingWasGiven() {
    assertFails(
        () -> ACCOUNTS.givenNothing().when(new Withdraw(1)).thenEvents(new Withdrawn(1)),
        """
        the scenario went another way
          given:    nothing
          when:     Withdraw[amount=1]
          expected: events Withdrawn[amount=1]
          got:      rejected by insufficient-funds in field "amount": there is 0""");
  }

  @Test
  void anotherEventFails() {
    assertExpectedAndGot(
        () -> paidOut.thenEvents(new Withdrawn(31)),
        "events Withdrawn[amount=31]",
        "events Withdrawn[amount=30]");
  }

  @Test
  void oneEventTooFewFails() {
    assertExpectedAndGot(
        () -> paidOut.thenEvents(new Withdrawn(30), new Deposited(1)),
        "events\n            Withdrawn[amount=30]\n            Deposited[amount=1]",
        "events Withdrawn[amount=30]");
  }

  @Test
  void oneEventTooManyFails() {
    assertExpectedAndGot(paidOut::thenEvents, "events nothing", "events Withdrawn[amount=30]");
  }

  @Test
  void aRefusalIsNotTheSameAsNoEvents() {
    assertExpectedAndGot(
        refused::thenEvents,
        "events nothing",
        "rejected by insufficient-funds in field \"amount\": there is 100");
  }

  @Test
  void eventsWhereARefusalWasExpectedFail() {
    String got = "events Withdrawn[amount=30]";
    assertExpectedAndGot(
        () -> paidOut.thenRejected(Rule.INSUFFICIENT_FUNDS), "rejected by insufficient-funds", got);
    assertExpectedAndGot(
        () -> paidOut.thenRejected("insufficient-funds"), "rejected by insufficient-funds", got);
  }

  @Test
  void anotherRuleFails() {
    String got = "rejected by insufficient-funds in field \"amount\": there is 100";
    assertExpectedAndGot(
        () -> refused.thenRejected(Rule.ACCOUNT_CLOSED), "rejected by account-closed", got);
    assertExpectedAndGot(
        () -> refused.thenRejected("account-closed"), "rejected by account-closed", got);
    assertExpectedAndGot(
        () -> refused.thenRejected(Rule.ACCOUNT_CLOSED, "amount"),
        "rejected by account-closed",
        got);
  }

  @Test
  void anotherFieldFails() {
    assertExpectedAndGot(
        () -> refused.thenRejected(Rule.INSUFFICIENT_FUNDS, "currency"),
        "rejected by insufficient-funds in field \"currency\"",
        "rejected by insufficient-funds in field \"amount\": there is 100");
  }

  @Test
  void anotherStateFails() {
    assertExpectedAndGot(
        () -> paidOut.thenState(new Account(71)),
        "state Account[balance=71]",
        "state Account[balance=70], after events Withdrawn[amount=30]");
  }

  @Test
  void aRefusalThatWasToChangeTheStateFails() {
    assertExpectedAndGot(
        () -> refused.thenState(new Account(-1)),
        "state Account[balance=-1]",
        "state Account[balance=100], after rejected by insufficient-funds in field \"amount\": there"
            + " is 100");
  }

  @Test
  void anotherStateOfAHistoryFails() {
    assertFails(
        () -> ACCOUNTS.given(new Deposited(100)).thenState(new Account(99)),
        """
        the scenario went another way
          given:    Deposited[amount=100]
          expected: state Account[balance=99]
          got:      state Account[balance=100]""");
  }

  @Test
  void aStateThatDoesNotPassTheCheckFailsWithWhatTheCheckSaid() {
    assertThatCode(() -> paidOut.thenStateSatisfies(a -> assertThat(a.balance()).isEqualTo(70)))
        .doesNotThrowAnyException();
    assertExpectedAndGot(
        () -> paidOut.thenStateSatisfies(a -> fail("not enough")),
        "a state that passes the check: not enough",
        "state Account[balance=70], after events Withdrawn[amount=30]");
    assertExpectedAndGot(
        () -> ACCOUNTS.given(new Deposited(100)).thenStateSatisfies(a -> fail("not enough")),
        "a state that passes the check: not enough",
        "state Account[balance=100]");
  }

  @Test
  void aDeciderThatThrowsFailsTheScenarioAndIsItsCause() {
    Throwable evolving =
        catchThrowable(
            () ->
                ACCOUNTS
                    .given(new Deposited(Long.MAX_VALUE), new Deposited(1))
                    .when(new Deposit(1)));
    assertThat(evolving)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("expected: decide and evolve throw nothing")
        .hasMessageContaining("evolve of Deposited[amount=1] threw java.lang.ArithmeticException")
        .hasCauseInstanceOf(ArithmeticException.class);
    Throwable afterwards =
        catchThrowable(
            () ->
                ACCOUNTS
                    .given(new Deposited(Long.MAX_VALUE))
                    .when(new Deposit(1))
                    .thenEvents(new Deposited(1))
                    .thenState(new Account(0)));
    assertThat(afterwards).isInstanceOf(AssertionError.class).hasMessageContaining("evolve of");
  }

  private static void fail(String message) {
    throw new AssertionError(message);
  }

  private static void assertExpectedAndGot(ThrowingCallable scenario, String expected, String got) {
    assertThat(catchThrowable(scenario))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("the scenario went another way\n  given:    Deposited[amount=100]")
        .hasMessageEndingWith("  expected: " + expected + "\n  got:      " + got);
  }

  private static void assertFails(ThrowingCallable scenario, String message) {
    assertThat(catchThrowable(scenario)).isInstanceOf(AssertionError.class).hasMessage(message);
  }
}
