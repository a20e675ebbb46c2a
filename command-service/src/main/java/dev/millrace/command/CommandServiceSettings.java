package dev.millrace.command;

import dev.millrace.command.handler.CommandHandlerSettings;
import dev.millrace.command.store.EventStoreSettings;
import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.http.HttpSettings;
import dev.millrace.runtime.scylla.ScyllaSettings;

/** The command service's settings; the module's README lists the keys. */
public record CommandServiceSettings(
    HttpSettings http,
    ScyllaSettings scylla,
    EventStoreSettings store,
    CommandHandlerSettings handler) {

  private static final int HTTP_PORT = 8080;

  public static CommandServiceSettings from(Settings settings) {
    return new CommandServiceSettings(
        HttpSettings.from(settings, HTTP_PORT),
        ScyllaSettings.from(settings),
        EventStoreSettings.from(settings),
        CommandHandlerSettings.from(settings));
  }
}
