package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.order.domain.CancellationReason;
import dev.millrace.order.domain.OrderEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JSON of every version of every event type that was ever shipped, against files that are never
 * edited: events written years ago must stay readable, and consumers must see what they saw.
 */
class GoldenEventsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  /** What the golden files of earlier versions mean today. */
  private static final Map<Golden, OrderEvent> EARLIER =
      Map.of(
          new Golden("order.cancelled", 1),
          new OrderEvent.Cancelled(
              new CancellationReason(CancellationReason.Code.OTHER, "too late"), "customer"));

  private static final Map<String, OrderEvent> TODAY =
      ContractFixtures.everyEvent()
          .collect(Collectors.toMap(e -> OrderEvents.TYPES.typeOf(e).name(), Function.identity()));

  /** A golden file. */
  record Golden(String type, int version) {

    String name() {
      return type + ".v" + version;
    }

    String fileName() {
      return name() + ".json";
    }

    String json() throws IOException {
      return Files.readString(GOLDEN.resolve(fileName())).strip();
    }

    boolean isNewest() {
      return version == newest().schemaVersion();
    }

    EventType<OrderEvent> newest() {
      return OrderEvents.TYPES.typeOf(TODAY.get(type));
    }
  }

  static Stream<Golden> everyVersion() {
    return OrderEvents.TYPES.all().stream()
        .flatMap(
            type ->
                IntStream.rangeClosed(1, type.schemaVersion())
                    .mapToObj(version -> new Golden(type.name(), version)));
  }

  static Stream<Golden> newestVersions() {
    return everyVersion().filter(Golden::isNewest);
  }

  @Test
  void tableCoversEveryEvent() {
    assertThat(OrderEvents.TYPES.all().stream().map(EventType::eventClass))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(OrderEvent.class.getPermittedSubclasses())
                .<Class<? extends OrderEvent>>map(type -> type.asSubclass(OrderEvent.class))
                .toList());
    assertThat(TODAY).hasSize(OrderEvents.TYPES.all().size());
  }

  @Test
  void everyVersionHasItsGoldenFileAndEveryGoldenFileItsVersion() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(everyVersion().map(Golden::fileName).toList());
    }
  }

  @Test
  void everyEarlierVersionHasItsMeaning() {
    assertThat(EARLIER.keySet())
        .containsExactlyInAnyOrderElementsOf(
            everyVersion().filter(golden -> !golden.isNewest()).toList());
  }

  @ParameterizedTest
  @MethodSource("everyVersion")
  void readsTheGoldenJson(Golden golden) throws IOException {
    OrderEvent expected = golden.isNewest() ? TODAY.get(golden.type()) : EARLIER.get(golden);
    EncodedEvent stored = ContractFixtures.stored(golden.type(), golden.version(), golden.json());
    assertThat(OrderEvents.TYPES.decode(stored)).isEqualTo(ContractFixtures.envelope(1, expected));
  }

  @ParameterizedTest
  @MethodSource("newestVersions")
  void writesTheNewestGoldenJson(Golden golden) throws IOException {
    var envelope = ContractFixtures.envelope(1, TODAY.get(golden.type()));
    assertThat(OrderEvents.TYPES.encode(envelope))
        .isEqualTo(ContractFixtures.stored(golden.type(), golden.version(), golden.json()));
  }
}
