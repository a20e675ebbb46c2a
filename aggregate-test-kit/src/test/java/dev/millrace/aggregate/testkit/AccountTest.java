package dev.millrace.aggregate.testkit;

import dev.millrace.aggregate.testkit.Account.Command;
import dev.millrace.aggregate.testkit.Account.Deposit;
import dev.millrace.aggregate.testkit.Account.Deposited;
import dev.millrace.aggregate.testkit.Account.Event;
import dev.millrace.aggregate.testkit.Account.Rule;
import dev.millrace.aggregate.testkit.Account.Withdraw;
import dev.millrace.aggregate.testkit.Account.Withdrawn;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The readme's example: what an aggregate's own tests look like. */
class AccountTest {

  private static final Scenarios<Command, Account, Event> ACCOUNTS =
      Scenarios.of(new Account.Rules());

  @Test
  void opensWithTheFirstDeposit() {
    ACCOUNTS.givenNothing().when(new Deposit(100)).thenEvents(new Deposited(100));
  }

  @Test
  void paysOutWhatIsThere() {
    ACCOUNTS
        .given(new Deposited(100), new Withdrawn(20))
        .when(new Withdraw(80))
        .thenEvents(new Withdrawn(80))
        .thenState(new Account(0));
  }

  @Test
  void refusesToPayOutMore() {
    ACCOUNTS
        .given(new Deposited(100))
        .when(new Withdraw(101))
        .thenRejected(Rule.INSUFFICIENT_FUNDS, "amount")
        .thenState(new Account(100));
  }

  @Test
  void addsUpItsHistory() {
    ACCOUNTS
        .given(List.of(new Deposited(100), new Withdrawn(20)))
        .thenState(new Account(80))
        .when(new Deposit(1))
        .thenEvents(new Deposited(1));
  }
}
