package dev.millrace.projection.manage;

import dev.millrace.projection.Build;
import dev.millrace.runtime.kafka.ConsumerGroups;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.kafka.KafkaTopics;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Whether a build's code finds the state that the build has made of the events it has read. A store
 * that another version of the code has added or renamed would be empty: every later event of an
 * aggregate would be one too early, and a count would begin anew.
 */
final class KeptState {

  private static final String CHANGELOG = "-changelog";

  private KeptState() {}

  /**
   * Refuses a build that has read events and lacks state.
   *
   * @param internalTopics of the build with the code there is
   * @throws IllegalStateException if a store of the code has no topic; names them
   * @throws org.apache.kafka.common.KafkaException if the broker does not say
   */
  static void require(KafkaSettings kafka, Build build, Collection<String> internalTopics) {
    List<String> changelogs =
        internalTopics.stream().filter(topic -> topic.endsWith(CHANGELOG)).toList();
    Set<String> lost = KafkaTopics.missing(kafka, changelogs);
    if (!lost.isEmpty() && ConsumerGroups.hasCommitted(kafka, build.applicationId())) {
      throw new IllegalStateException(
          ("build %s has read events with code that had no %s: with this code it would go on without"
                  + " that state; rebuild it, its tables answer queries meanwhile")
              .formatted(build, String.join(", ", lost)));
    }
  }
}
