package dev.millrace.cli.demo;

import dev.millrace.cli.demo.CommandClient.Answer;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the demo's clients saw: counts, times, and answers that should not have been. Thread-safe.
 */
public final class DemoRecorder implements AutoCloseable {

  private static final int VIEW_SAMPLE = 10;

  private final CommandClient client;
  private final int viewSample;
  private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
  private final Queue<Long> viewLatencies = new ConcurrentLinkedQueue<>();
  private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private final AtomicLong repeated = new AtomicLong();
  private final Queue<CompletableFuture<?>> views = new ConcurrentLinkedQueue<>();
  private final ExecutorService racers = Executors.newCachedThreadPool();

  public DemoRecorder(CommandClient client) {
    this(client, VIEW_SAMPLE);
  }

  /**
   * A recorder.
   *
   * @param viewSample every how many accepted commands one is followed to its read model
   */
  DemoRecorder(CommandClient client, int viewSample) {
    this.client = client;
    this.viewSample = viewSample;
  }

  void accepted(String order, Answer answer) {
    long version = answer.version();
    // Each command makes one event here, so order and version name it.
    acknowledged.put(
        TopicWatcher.eventKey(order.substring("/orders/".length()), version), answer.answeredAt());
    if (accepted.incrementAndGet() % viewSample == 0) {
      awaitView(order, version, answer.answeredAt());
    }
  }

  private void awaitView(String order, long version, long answeredAt) {
    views.add(
        client
            .awaitView(order, version)
            .handle(
                (seenAt, error) -> {
                  if (error == null) {
                    viewLatencies.add(seenAt - answeredAt);
                  } else {
                    unexpected("view of " + order + " version " + version, error.getMessage());
                  }
                  return seenAt;
                }));
  }

  void rejected() {
    rejected.incrementAndGet();
  }

  void repeated() {
    repeated.incrementAndGet();
  }

  void unexpected(String what, String answer) {
    unexpected.add(what + " answered " + answer);
  }

  Executor racers() {
    return racers;
  }

  /** When each event's command was acknowledged, by {@link TopicWatcher#eventKey}. */
  Map<String, Long> acknowledged() {
    return Map.copyOf(acknowledged);
  }

  Percentiles ackToView() {
    return Percentiles.ofNanos(viewLatencies);
  }

  /** Whether read models are still being waited for. */
  public boolean isAwaitingViews() {
    return views.stream().anyMatch(view -> !view.isDone());
  }

  /** Commands that were carried out, each counted once. */
  public long acceptedCount() {
    return accepted.get();
  }

  public long rejectedCount() {
    return rejected.get();
  }

  public long repeatedCount() {
    return repeated.get();
  }

  /** Answers that a correct service does not give. */
  public List<String> unexpected() {
    return List.copyOf(unexpected);
  }

  @Override
  public void close() {
    racers.shutdownNow();
  }
}
