package dev.millrace.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.command.http.ApiClient.Answer;
import dev.millrace.command.store.Append;
import dev.millrace.command.store.AppendResult;
import dev.millrace.command.store.EventStore;
import dev.millrace.command.store.ForwardingEventStore;
import dev.millrace.command.store.InMemoryEventStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** While the store is slow, so many requests wait for it and every other is refused at once. */
class OverloadTest {

  private static final int LIMIT = 20;

  private final CompletableFuture<Void> gate = new CompletableFuture<>();
  private final CountDownLatch waiting = new CountDownLatch(LIMIT);

  @Test
  void refusesAtOnceWhatItCannotWorkOnAndRecovers() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(LIMIT);
    try (var server = TestApi.over(new SlowStore(new InMemoryEventStore()), LIMIT)) {
      ApiClient api = server.client();
      List<CompletableFuture<Answer>> accepted =
          IntStream.range(0, LIMIT)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> api.post("/orders", TestApi.CREATE), clients))
              .toList();
      assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();

      for (int i = 0; i < 3 * LIMIT; i++) {
        Answer refused = api.post("/orders", TestApi.CREATE);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.text("code")).isEqualTo("overloaded");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
      }
      assertThat(accepted).noneMatch(CompletableFuture::isDone);

      gate.complete(null);
      assertThat(accepted.stream().map(CompletableFuture::join).toList())
          .extracting(Answer::status)
          .containsOnly(201);
      assertThat(api.post("/orders", TestApi.CREATE).status()).isEqualTo(201);
    } finally {
      clients.shutdownNow();
    }
  }

  /** Appends nothing until the gate is opened. */
  private final class SlowStore implements ForwardingEventStore {

    private final EventStore store;

    SlowStore(EventStore store) {
      this.store = store;
    }

    @Override
    public EventStore store() {
      return store;
    }

    @Override
    public CompletionStage<AppendResult> append(Append append) {
      waiting.countDown();
      return gate.thenCompose(open -> store.append(append));
    }
  }
}
