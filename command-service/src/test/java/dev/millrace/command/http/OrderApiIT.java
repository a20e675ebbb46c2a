package dev.millrace.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.command.LocalSession;
import dev.millrace.command.http.ApiClient.Answer;
import dev.millrace.command.store.EventStore;
import dev.millrace.command.store.EventStoreSettings;
import dev.millrace.command.store.ScyllaEventStore;
import dev.millrace.local.LocalStack;
import dev.millrace.local.junit.WithLocalStack;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The API on the local database: the contract, races, and a database that goes away. */
@WithLocalStack
class OrderApiIT extends OrderApiContract {

  private final LocalStack stack;
  private final CqlSession session;
  private final EventStore store;

  OrderApiIT(LocalStack stack) {
    this.stack = stack;
    session = LocalSession.open(stack.endpoints());
    store =
        new ScyllaEventStore(
            session,
            new EventStoreSettings(Duration.ofDays(7), Duration.ofDays(1), Duration.ofSeconds(2)));
  }

  @Override
  EventStore store() {
    return store;
  }

  @AfterAll
  void close() {
    session.close();
  }

  @Test
  void carriesOutRacingCopiesOfACommandOnce() {
    String key = UUID.randomUUID().toString();
    List<CompletableFuture<Answer>> copies =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> api.post("/orders", CREATE, "Idempotency-Key", key)))
            .toList();
    List<Answer> answers = copies.stream().map(CompletableFuture::join).toList();
    assertThat(answers).extracting(Answer::status).containsOnly(201);
    assertThat(answers)
        .extracting(answer -> answer.raw().body())
        .containsOnly(answers.get(0).raw().body());
    Answer history = api.get(answers.get(0).header("Location") + "/events");
    assertThat(history.json().path("events")).hasSize(1);
  }

  @Test
  void letsRacingCommandsThatAreAllAllowedAllHappen() {
    String order = newOrder();
    List<CompletableFuture<Answer>> updates =
        IntStream.rangeClosed(1, 6)
            .mapToObj(
                i -> CompletableFuture.supplyAsync(() -> api.put(order + "/items", items("p", i))))
            .toList();
    assertThat(updates.stream().map(CompletableFuture::join).toList())
        .extracting(Answer::status)
        .containsOnly(200);
    assertThat(api.get(order).header("ETag")).isEqualTo("\"7\"");
  }

  @Test
  void answers503WhileTheDatabaseIsAwayAndCarriesOnWhenItIsBack() {
    String order = newOrder();
    String key = UUID.randomUUID().toString();
    stack.database().process().kill();
    Answer away = api.post(order + "/confirm", "{}", "Idempotency-Key", key);
    stack.database().start();
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.header("Retry-After")).isEqualTo("1");
    Answer back =
        Awaitility.await()
            .atMost(60, TimeUnit.SECONDS)
            // The server may close a connection that has waited so long just as it is used again.
            .ignoreExceptionsInstanceOf(UncheckedIOException.class)
            .until(
                () -> api.post(order + "/confirm", "{}", "Idempotency-Key", key),
                answer -> answer.status() != 503);
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.header("ETag")).isEqualTo("\"2\"");
  }
}
