package dev.millrace.testkit;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Lines in, counts by word out, through a topic of words between two sub-topologies. */
final class WordCount {

  static final String LINES = "lines";
  static final String COUNTS = "counts";

  /** Everything that was counted, with the task that did and the record it came in. */
  final List<String> seen = new CopyOnWriteArrayList<>();

  /** How many processors were closed. */
  int closed;

  void define(StreamsBuilder builder) {
    var words =
        builder.stream(LINES, Consumed.with(Serdes.String(), Serdes.String()).withName("lines"))
            .flatMapValues(
                line -> List.of(line.toLowerCase(Locale.ROOT).split(" ")), Named.as("words"))
            .selectKey((key, word) -> word, Named.as("word"))
            .repartition(Repartitioned.with(Serdes.String(), Serdes.String()).withName("by-word"));
    words.process(Witness::new, Named.as("witness"));
    words
        .groupByKey(Grouped.with("grouped", Serdes.String(), Serdes.String()))
        .count(Named.as("count"), Materialized.as("counts-by-word"))
        .toStream(Named.as("changes"))
        .to(COUNTS, Produced.with(Serdes.String(), Serdes.Long()).withName("counts"));
  }

  private final class Witness implements Processor<String, String, Void, Void> {

    private String task = "";
    private ProcessorContext<Void, Void> context;

    @Override
    public void init(ProcessorContext<Void, Void> processorContext) {
      context = processorContext;
      task = processorContext.taskId().toString();
    }

    @Override
    public void close() {
      closed++;
    }

    @Override
    public void process(Record<String, String> record) {
      var at = context.recordMetadata().orElseThrow();
      seen.add(record.value() + " " + task + " " + at.partition() + "@" + at.offset());
    }
  }
}
