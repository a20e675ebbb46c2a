package dev.millrace.projection;

import dev.millrace.projection.manage.StreamsSettings;
import dev.millrace.projection.query.QuerySettings;
import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.config.SettingsException;
import dev.millrace.runtime.http.HttpSettings;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.scylla.ScyllaSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings of projection-streams; the module's README lists the keys.
 *
 * @param projections names of those that run on this instance; all if empty
 */
public record ProjectionSettings(
    Set<String> projections,
    HttpSettings http,
    ScyllaSettings scylla,
    KafkaSettings kafka,
    StreamsSettings streams,
    QuerySettings query) {

  private static final int HTTP_PORT = 8082;

  public ProjectionSettings {
    projections = Set.copyOf(projections);
  }

  public static ProjectionSettings from(Settings settings) {
    return new ProjectionSettings(
        names(settings.text("projections", "")),
        HttpSettings.from(settings, HTTP_PORT),
        ScyllaSettings.from(settings),
        KafkaSettings.from(settings),
        StreamsSettings.from(settings),
        QuerySettings.from(settings));
  }

  private static Set<String> names(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  /**
   * Those of all projections that are to run here.
   *
   * @throws SettingsException if one is to run that there is not
   */
  List<Projection> chosen(List<Projection> all) {
    Set<String> known = all.stream().map(Projection::name).collect(Collectors.toSet());
    for (String name : projections) {
      if (!known.contains(name)) {
        throw new SettingsException("projections must be among " + known + ", got \"" + name + '"');
      }
    }
    return all.stream()
        .filter(one -> projections.isEmpty() || projections.contains(one.name()))
        .toList();
  }
}
