package dev.millrace.projection.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.projection.sink.WaitingRows.Waiting;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The producer asks the barrier before it commits; what it commits, ProjectionsIT shows. */
class DurableCommitClientsTest {

  private final SinkBarrier barrier =
      new SinkBarrier(
          new SinkBarrier.Limits(10, 100), new SinkMetrics(new SimpleMeterRegistry(), "test"));
  private final HeldRows rows = new HeldRows();
  private final StreamThread thread = new StreamThread();
  private final Producer<byte[], byte[]> producer =
      new DurableCommitClients(barrier)
          .getProducer(
              Map.of(
                  ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1",
                  ProducerConfig.TRANSACTIONAL_ID_CONFIG, "test"));

  @AfterEach
  void stop() {
    thread.close();
    producer.close(java.time.Duration.ZERO);
  }

  @Test
  void aCommitWaitsForTheWritesOfItsThread() {
    thread.run(
        () ->
            barrier.write(
                rows.destination(), "row", new Waiting<>("row@1", RowFate.UNWATCHED, true)));
    Future<?> commit = thread.start(producer::commitTransaction);
    thread.awaitWaiting(commit);
    assertThat(commit).isNotDone();
    rows.complete("row@1");
    reachesKafka(commit);
  }

  @Test
  void aFailedWriteKeepsTheCommitFromKafka() {
    thread.run(
        () ->
            barrier.write(
                rows.destination(), "row", new Waiting<>("row@1", RowFate.UNWATCHED, true)));
    rows.fail("row@1", new IllegalStateException("injected"));
    assertThatThrownBy(() -> thread.run(producer::commitTransaction))
        .isInstanceOf(SinkFailedException.class);
  }

  @Test
  void aCommitWithoutWritesGoesThrough() {
    reachesKafka(thread.start(producer::commitTransaction));
  }

  // Kafka's own producer refuses to commit a transaction that was never begun.
  private static void reachesKafka(Future<?> commit) {
    assertThatThrownBy(() -> StreamThread.result(commit))
        .isNotInstanceOf(SinkFailedException.class)
        .isInstanceOfAny(IllegalStateException.class, KafkaException.class)
        .hasMessageContaining("ransaction");
  }
}
