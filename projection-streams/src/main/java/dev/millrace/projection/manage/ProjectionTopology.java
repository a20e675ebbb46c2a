package dev.millrace.projection.manage;

import dev.millrace.projection.BuildParts;
import dev.millrace.projection.Projection;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/** Makes the topology of a build. */
public final class ProjectionTopology {

  private ProjectionTopology() {}

  public static Topology of(Projection projection, BuildParts parts, Properties properties) {
    var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
    parts.beginTopology();
    projection.addTo(builder, parts);
    return builder.build(properties);
  }
}
