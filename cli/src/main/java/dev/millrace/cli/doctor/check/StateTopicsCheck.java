package dev.millrace.cli.doctor.check;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether an application's state is divided as its topic is: by aggregate, the same way for ever.
 */
public final class StateTopicsCheck {

  private StateTopicsCheck() {}

  /**
   * Judges the changelog topics of an application.
   *
   * @param application its id
   * @param source the topic that it reads; null if there is none
   * @param changelogs of its state, which are divided like the source
   */
  public static Finding check(
      String application, @Nullable TopicFacts source, Collection<TopicFacts> changelogs) {
    String name = "state " + application;
    if (source == null || changelogs.isEmpty()) {
      return Finding.skipped(name, "its topics are not there yet");
    }
    int partitions = source.partitions().size();
    List<String> other =
        changelogs.stream()
            .filter(log -> log.partitions().size() != partitions)
            .map(log -> log.name() + " " + log.partitions().size())
            .sorted()
            .toList();
    var problems = new Problems();
    if (!other.isEmpty()) {
      problems.fail(
          other.stream().collect(Collectors.joining(", ")),
          "the partitions of "
              + source.name()
              + " were changed, and aggregates have moved away from their state: the application"
              + " does not start. Partitions cannot be taken away; they are for the life of a"
              + " pipeline");
    }
    return problems.finding(
        name,
        String.format(
            "%s of %s, %s",
            Units.count(partitions, "partition"),
            source.name(),
            Units.count(changelogs.size(), "state topic")));
  }
}
