package dev.millrace.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComposeFileTest {

  private final ComposeFile compose = ComposeFile.load();

  @Test
  void hasWhatThePipelineNeedsByProfile() {
    assertThat(names("core"))
        .containsExactlyInAnyOrder(
            "scylla", "redpanda", "command-service", "cdc-bridge", "projection-streams");
    assertThat(names("connect"))
        .containsExactlyInAnyOrder(
            "scylla",
            "redpanda",
            "command-service",
            "cdc-bridge-behind-connect",
            "projection-streams",
            "connect");
    assertThat(names("observability"))
        .containsExactlyInAnyOrder("console", "prometheus", "grafana");
    // None without, or it would start with any of them.
    compose.forEach(
        (name, service) ->
            assertThat(service.profiles()).as(name).isSubsetOf("core", "connect", "observability"));
  }

  @Test
  void everyImageHasATagThatStays() {
    compose.forEach(
        (name, service) ->
            assertThat(service.image())
                .as("image of %s", name)
                .matches("[a-z0-9./-]+:[A-Za-z0-9][A-Za-z0-9._-]*")
                .doesNotContain("latest")
                .containsPattern(":.*[0-9]+\\.[0-9]+\\.[0-9]+"));
  }

  @Test
  void everyServiceSaysWhenItIsHealthyAndWhatItMayTake() {
    compose.forEach(
        (name, service) -> {
          assertThat(service.part("healthcheck"))
              .as("healthcheck of %s", name)
              .containsKeys("test", "interval", "timeout", "retries", "start_period");
          var resources = ComposeFile.map(service.part("deploy").get("resources"));
          assertThat(ComposeFile.map(resources.get("limits")))
              .as("limits of %s", name)
              .containsKeys("cpus", "memory");
        });
  }

  @Test
  void oursRunWithoutPrivileges() {
    var ours = compose.services().values().stream().filter(ComposeFile.Service::isOurs).toList();
    assertThat(ours)
        .hasSize(4)
        .allSatisfy(
            service -> {
              assertThat(service.text("user")).matches("[1-9][0-9]+:[1-9][0-9]+");
              assertThat(service.text("read_only")).isEqualTo("true");
              assertThat(service.keys().get("cap_drop")).isEqualTo(List.of("ALL"));
              assertThat(service.text("pull_policy")).isEqualTo("never");
              // Without exec, RocksDB cannot load what it unpacks there.
              assertThat(service.text("tmpfs")).contains("/tmp:exec,");
            });
    compose.forEach(
        (name, service) -> {
          assertThat(service.text("user")).as(name).doesNotStartWith("0").isNotEqualTo("root");
          assertThat(service.keys()).as(name).doesNotContainKeys("privileged", "cap_add");
        });
  }

  @Test
  void everybodyWaitsForWhatIsThereInEachOfItsProfiles() {
    compose.forEach(
        (name, service) ->
            service
                .dependsOn()
                .forEach(
                    (needed, condition) -> {
                      assertThat(compose.services()).as(name).containsKey(needed);
                      assertThat(condition).as(name).isEqualTo("service_healthy");
                      assertThat(compose.services().get(needed).profiles())
                          .as("profiles of %s, which %s waits for", needed, name)
                          .containsAll(service.profiles());
                    }));
    for (String name : Set.of("command-service", "cdc-bridge", "projection-streams", "connect")) {
      assertThat(compose.services().get(name).dependsOn()).containsKeys("scylla", "redpanda");
    }
  }

  @Test
  void everyPortIsOnLoopbackAndNobodysElseInTheSameProfile() {
    for (String profile : List.of("core", "connect")) {
      var ports =
          names(profile).stream()
              .flatMap(name -> compose.services().get(name).ports().stream())
              .toList();
      assertThat(ports).doesNotHaveDuplicates();
    }
    compose.forEach(
        (name, service) ->
            assertThat(service.ports())
                .as(name)
                .allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:\\d+")));
  }

  @Test
  void whatIsMountedIsInTheRepositoryOrAVolume() {
    compose.forEach(
        (name, service) ->
            assertThat(service.mounts())
                .as("mounts of %s", name)
                .allMatch(
                    source ->
                        source.startsWith("./")
                            ? Files.exists(Repository.ROOT.resolve(source))
                            : compose.volumes().contains(source)));
  }

  @Test
  void ourImagesAreThoseOfThisBuild() {
    String version =
        Repository.read("pom.xml").replaceAll("(?s).*?<version>([^<]+)</version>.*", "$1");
    compose.services().values().stream()
        .filter(ComposeFile.Service::isOurs)
        .forEach(service -> assertThat(service.image()).endsWith(":" + version));
  }

  private List<String> names(String profile) {
    return compose.services().entrySet().stream()
        .filter(service -> service.getValue().profiles().contains(profile))
        .map(Map.Entry::getKey)
        .toList();
  }
}
