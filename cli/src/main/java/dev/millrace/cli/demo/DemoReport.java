package dev.millrace.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.cli.conservation.Conservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The outcome of a demo. */
public record DemoReport(
    Lives lives, Phase busy, Phase steady, Conservation conservation, Duration elapsed) {

  /** Of both phases. */
  record Lives(int orders, long seed) {}

  /** What clients and topic showed of one load. */
  record Phase(DemoRecorder clients, Percentiles ackToTopic) {}

  /** Whether every answer was right and nothing was lost, doubled, reordered or altered. */
  public boolean success() {
    return conservation.holds()
        && unexpected().isEmpty()
        && conservation.eventsStored() == count(DemoRecorder::acceptedCount);
  }

  private List<String> unexpected() {
    return phases().flatMap(phase -> phase.clients().unexpected().stream()).toList();
  }

  private long count(ToLongFunction<DemoRecorder> what) {
    return phases().map(Phase::clients).mapToLong(what).sum();
  }

  private Stream<Phase> phases() {
    return Stream.of(busy, steady);
  }

  /** One JSON object; latencies of the steady phase, and under {@code busy} of the other. */
  public String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("orders", lives.orders());
    json.put("commandsAccepted", count(DemoRecorder::acceptedCount));
    json.put("eventsStored", conservation.eventsStored());
    json.put("eventsPublished", conservation.eventsPublished());
    json.put("lost", conservation.events().lost().count());
    json.put("duplicated", conservation.events().duplicated().count());
    json.put("outOfOrder", conservation.events().outOfOrder().count());
    json.put("unexpected", conservation.events().unexpected().count());
    json.put("viewMismatches", conservation.views().count());
    json.put("wrongAnswers", unexpected().size());
    put(json, steady);
    put(json.putObject("busy"), busy);
    json.put("elapsedSeconds", Math.round(elapsed.toMillis() / 100.0) / 10.0);
    return json.toString();
  }

  private static void put(ObjectNode json, Phase phase) {
    put(json.putObject("ackToTopicMillis"), phase.ackToTopic());
    put(json.putObject("ackToViewMillis"), phase.clients().ackToView());
  }

  private static void put(ObjectNode json, Percentiles percentiles) {
    json.put("p50", percentiles.p50());
    json.put("p99", percentiles.p99());
  }

  /** The first few faults of each kind, in words; empty on success. */
  public List<String> faults() {
    return Stream.concat(conservation.examples().stream(), unexpected().stream().limit(5)).toList();
  }

  /** The same for people. */
  public String toTable() {
    List<String> lines = new ArrayList<>();
    lines.add(row("orders", lives.orders()));
    lines.add(row("commands accepted", count(DemoRecorder::acceptedCount)));
    lines.add(row("commands rejected by a rule", count(DemoRecorder::rejectedCount)));
    lines.add(row("commands repeated", count(DemoRecorder::repeatedCount)));
    lines.add(row("events stored", conservation.eventsStored()));
    lines.add(row("events published", conservation.eventsPublished()));
    lines.add(row("lost", conservation.events().lost().count()));
    lines.add(row("duplicated", conservation.events().duplicated().count()));
    lines.add(row("out of order", conservation.events().outOfOrder().count()));
    lines.add(row("unexpected", conservation.events().unexpected().count()));
    lines.add(row("view mismatches", conservation.views().count()));
    lines.add(row("wrong answers", unexpected().size()));
    lines.add(row("acknowledged to topic", steady.ackToTopic()));
    lines.add(row("acknowledged to view", steady.clients().ackToView()));
    lines.add(row("… all clients, cold JVMs: topic", busy.ackToTopic()));
    lines.add(row("… all clients, cold JVMs: view", busy.clients().ackToView()));
    lines.add(row("elapsed", elapsed.toSeconds() + " s, seed " + lives.seed()));
    faults().forEach(fault -> lines.add("  " + fault));
    return String.join("\n", lines);
  }

  private static String row(String name, Object value) {
    return String.format(Locale.ROOT, "%-31s %s", name, value);
  }
}
