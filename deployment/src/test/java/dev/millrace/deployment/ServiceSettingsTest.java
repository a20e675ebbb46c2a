package dev.millrace.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bridge.BridgeRoles;
import dev.millrace.bridge.CdcBridgeSettings;
import dev.millrace.command.CommandServiceSettings;
import dev.millrace.projection.ProjectionSettings;
import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.config.SettingsSource;
import dev.millrace.runtime.http.HttpSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the containers are given, read by the very code that will read it there. */
class ServiceSettingsTest {

  private final ComposeFile compose = ComposeFile.load();

  @Test
  void everyVariableIsASettingThatItsServiceReads() {
    var command = read("command-service", CommandServiceSettings::from);
    var bridge = read("cdc-bridge", CdcBridgeSettings::from);
    var behindConnect = read("cdc-bridge-behind-connect", CdcBridgeSettings::from);
    var projections = read("projection-streams", ProjectionSettings::from);

    requireServed("command-service", command.http(), 8080);
    requireServed("cdc-bridge", bridge.http(), 8081);
    requireServed("cdc-bridge-behind-connect", behindConnect.http(), 8081);
    requireServed("projection-streams", projections.http(), 8082);
    for (var scylla : List.of(command.scylla(), bridge.scylla(), projections.scylla())) {
      assertThat(scylla.contactPoints())
          .containsExactly(InetSocketAddress.createUnresolved("scylla", 9042));
      assertThat(scylla.migrate()).as("nobody else runs cql/").isTrue();
    }
    assertThat(
            List.of(
                command.express().bootstrapServers(),
                bridge.kafka().bootstrapServers(),
                projections.kafka().bootstrapServers()))
        .containsOnly("redpanda:9092");
  }

  @Test
  void whereTheConnectorCapturesTheBridgeDoesNot() {
    assertThat(read("cdc-bridge", CdcBridgeSettings::from).roles())
        .isEqualTo(new BridgeRoles(true, true, true));
    assertThat(read("cdc-bridge-behind-connect", CdcBridgeSettings::from).roles())
        .isEqualTo(new BridgeRoles(false, true, true));
  }

  @Test
  void stateIsOnAVolume() {
    assertThat(read("cdc-bridge", CdcBridgeSettings::from).sequencer().stateDirectory())
        .startsWithRaw(volume("cdc-bridge"));
    assertThat(read("projection-streams", ProjectionSettings::from).streams().stateDirectory())
        .startsWithRaw(volume("projection-streams"));
  }

  /** As ServiceProcess does: the read, then a refusal of what nobody asked for. */
  private <T> T read(String service, Function<Settings, T> read) {
    Map<String, String> environment = compose.services().get(service).environment();
    assertThat(environment).as(service).isNotEmpty();
    Settings settings = SettingsSource.load(new String[0], environment);
    T typed = read.apply(settings);
    settings.refuseUnknown();
    return typed;
  }

  private void requireServed(String name, HttpSettings http, int usual) {
    ComposeFile.Service service = compose.services().get(name);
    assertThat(http.host()).as("a container's loopback is nobody else's").isEqualTo("0.0.0.0");
    assertThat(http.port()).as(name).isEqualTo(usual);
    assertThat(service.ports()).containsExactly("127.0.0.1:" + usual + ":" + usual);
    assertThat(service.part("healthcheck").get("test").toString())
        .contains("http://127.0.0.1:" + usual + "/health/ready");
  }

  private Path volume(String service) {
    Object mounts = compose.services().get(service).keys().get("volumes");
    String mount = ((List<?>) mounts).get(0).toString();
    return Path.of(mount.substring(mount.indexOf(':') + 1));
  }
}
