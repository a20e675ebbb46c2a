package dev.millrace.cli.doctor.probe;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import dev.millrace.cli.doctor.check.ClockCheck.NodeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Asks every node for its time, between two looks at the clock of this machine. */
final class NodeClocks {

  /** The quickest answer of so many is the most certain. */
  private static final int QUESTIONS = 5;

  private static final String TIME = "SELECT toTimestamp(now()) AS time FROM system.local";

  private NodeClocks() {}

  static List<NodeClock> read(CqlSession session) {
    return session.getMetadata().getNodes().values().stream()
        .filter(node -> node.getState() != NodeState.DOWN)
        .map(node -> best(session, node))
        .toList();
  }

  private static NodeClock best(CqlSession session, Node node) {
    return IntStream.range(0, QUESTIONS)
        .mapToObj(question -> ask(session, node))
        .min(Comparator.comparing(NodeClock::uncertainty))
        .orElseThrow();
  }

  private static NodeClock ask(CqlSession session, Node node) {
    var statement = SimpleStatement.newInstance(TIME).setNode(node);
    Instant before = Instant.now();
    Instant there =
        requireNonNull(requireNonNull(session.execute(statement).one()).getInstant("time"));
    Duration half = Duration.between(before, Instant.now()).dividedBy(2);
    return new NodeClock(name(node), Duration.between(before.plus(half), there), half);
  }

  /** Addresses print as host/address, with no host as /address. */
  private static String name(Node node) {
    return node.getEndPoint().toString().replaceFirst("^.*/", "");
  }
}
