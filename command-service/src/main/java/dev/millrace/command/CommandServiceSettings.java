package dev.millrace.command;

import dev.millrace.command.express.ExpressSettings;
import dev.millrace.command.handler.CommandHandlerSettings;
import dev.millrace.command.store.EventStoreSettings;
import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.http.HttpSettings;
import dev.millrace.runtime.scylla.ScyllaSettings;

/**
 * The command service's settings; the module's README lists the keys.
 *
 * @param maxInFlight requests that are worked on at once before others are refused
 */
public record CommandServiceSettings(
    HttpSettings http,
    ScyllaSettings scylla,
    EventStoreSettings store,
    CommandHandlerSettings handler,
    ExpressSettings express,
    int maxInFlight) {

  private static final int HTTP_PORT = 8080;

  public static CommandServiceSettings from(Settings settings) {
    return new CommandServiceSettings(
        HttpSettings.from(settings, HTTP_PORT),
        ScyllaSettings.from(settings),
        EventStoreSettings.from(settings),
        CommandHandlerSettings.from(settings),
        ExpressSettings.from(settings),
        settings.number("http.max-in-flight", 256, new Settings.Range(1, 100_000)));
  }
}
