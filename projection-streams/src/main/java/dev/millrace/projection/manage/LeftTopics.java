package dev.millrace.projection.manage;

import dev.millrace.projection.Build;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The topics that Kafka Streams made for a build, whichever version of its code had it make them.
 * They begin with the build's application id; but so do those of other applications whose ids begin
 * with it, as {@code projection-order-2} does with {@code projection-order}. In doubt a topic is
 * not the build's.
 */
final class LeftTopics {

  private static final Pattern INTERNAL =
      Pattern.compile(".+-(changelog|repartition|subscription-(registration|response)-topic)");

  /** Another build of the same projection, be it known or not. */
  private static final Pattern OTHER_BUILD = Pattern.compile("\\d+-.*");

  private LeftTopics() {}

  /**
   * Those of all topics that are the build's.
   *
   * @param applications ids of all others that there are
   */
  static Set<String> of(Build build, Collection<String> all, Collection<String> applications) {
    String prefix = build.applicationId() + '-';
    List<String> others =
        applications.stream()
            .map(id -> id + '-')
            .filter(other -> other.startsWith(prefix) && !other.equals(prefix))
            .toList();
    Set<String> own = new TreeSet<>();
    for (String topic : all) {
      if (topic.startsWith(prefix)
          && INTERNAL.matcher(topic).matches()
          && !OTHER_BUILD.matcher(topic.substring(prefix.length())).matches()
          && others.stream().noneMatch(topic::startsWith)) {
        own.add(topic);
      }
    }
    return own;
  }
}
