package dev.millrace.runtime.scylla;

import dev.millrace.runtime.config.Settings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Where the database is and how patient to be with it.
 *
 * @param requestTimeout how long one request may take
 * @param migrate whether the service runs the schema files when it starts
 */
public record ScyllaSettings(
    List<InetSocketAddress> contactPoints,
    String datacenter,
    Duration requestTimeout,
    boolean migrate) {

  public static ScyllaSettings from(Settings settings) {
    return new ScyllaSettings(
        settings.addresses(
            "scylla.contact-points",
            List.of(InetSocketAddress.createUnresolved("localhost", 9042))),
        settings.text("scylla.datacenter", "datacenter1"),
        settings.duration("scylla.request-timeout", Duration.ofSeconds(5)),
        settings.flag("schema.migrate", true));
  }
}
