package dev.millrace.aggregate.testkit;

import dev.millrace.aggregate.Decider;
import dev.millrace.aggregate.Decision;
import dev.millrace.aggregate.Rejection;
import java.util.Locale;

/** The smallest aggregate with a rule: nobody takes out more than there is. */
record Account(long balance) {

  sealed interface Command {}

  record Deposit(long amount) implements Command {}

  record Withdraw(long amount) implements Command {}

  sealed interface Event {}

  record Deposited(long amount) implements Event {}

  record Withdrawn(long amount) implements Event {}

  enum Rule implements Rejection.Rule {
    INSUFFICIENT_FUNDS,
    ACCOUNT_CLOSED;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Rejection.Kind kind() {
      return Rejection.Kind.CONFLICT;
    }
  }

  static final class Rules implements Decider<Command, Account, Event> {

    @Override
    public Account initial() {
      return new Account(0);
    }

    @Override
    public Decision<Event> decide(Account account, Command command) {
      if (command instanceof Deposit deposit) {
        return Decision.accepted(new Deposited(deposit.amount()));
      }
      long amount = ((Withdraw) command).amount();
      return amount > account.balance()
          ? Decision.rejected(
              new Rejection(Rule.INSUFFICIENT_FUNDS, "amount", "there is " + account.balance()))
          : Decision.accepted(new Withdrawn(amount));
    }

    @Override
    public Account evolve(Account account, Event event) {
      if (event instanceof Deposited deposited) {
        return new Account(Math.addExact(account.balance(), deposited.amount()));
      }
      return new Account(account.balance() - ((Withdrawn) event).amount());
    }
  }
}
