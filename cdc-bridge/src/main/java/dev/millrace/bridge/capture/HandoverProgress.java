package dev.millrace.bridge.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves where tasks were stopped, so that whoever has them next need not read silence again. */
final class HandoverProgress {

  private static final Logger log = LoggerFactory.getLogger(HandoverProgress.class);

  private HandoverProgress() {}

  /** Does what can be done within the time: what is not saved is captured again, not lost. */
  static void save(List<CaptureTask> stopped, Duration patience) {
    Instant deadline = Instant.now().plus(patience);
    try {
      List<Future<RecordMetadata>> saves =
          stopped.stream().map(CaptureTask::saveRest).flatMap(Optional::stream).toList();
      for (Future<RecordMetadata> save : saves) {
        long left = Duration.between(Instant.now(), deadline).toMillis();
        save.get(Math.max(0, left), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      log.warn("progress not saved, some windows will be captured again", e);
    }
  }
}
