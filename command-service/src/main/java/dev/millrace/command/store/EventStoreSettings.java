package dev.millrace.command.store;

import dev.millrace.runtime.config.Settings;
import java.time.Duration;

/**
 * How the event store keeps and waits.
 *
 * @param idempotencyWindow how long a command id is remembered
 * @param outboxRetention how long an outbox row stays in the table; its CDC row has a TTL of its
 *     own
 * @param settleTimeout how long an append of unknown outcome is looked after before the caller is
 *     told that it is unknown
 */
public record EventStoreSettings(
    Duration idempotencyWindow, Duration outboxRetention, Duration settleTimeout) {

  public static EventStoreSettings from(Settings settings) {
    return new EventStoreSettings(
        settings.duration("store.idempotency-window", Duration.ofDays(7)),
        settings.duration("store.outbox-retention", Duration.ofDays(1)),
        settings.duration("store.settle-timeout", Duration.ofSeconds(10)));
  }
}
