package dev.millrace.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateMemoryTest {

  private static final int STORES = 3;
  private static final int MEBIBYTE = 1 << 20;

  @TempDir private Path directory;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private TopologyTestDriver driver;

  @AfterEach
  void close() {
    driver.close();
  }

  // By itself each of the stores would keep all of it in a buffer of its own.
  @Test
  void storesTogetherKeepToTheLimit() {
    int limit = 8;
    open(limit);
    for (int i = 0; i < STORES; i++) {
      fill(i, 4 * limit);
    }
    readAll();
    assertThat(held()).isGreaterThan(limit * MEBIBYTE / 2.0).isLessThan(1.1 * limit * MEBIBYTE);
  }

  @Test
  void buffersAreSmallAndCountToo() {
    open(1);
    for (int i = 0; i < STORES; i++) {
      fill(i, 8);
    }
    assertThat(held()).isGreaterThan(MEBIBYTE).isLessThan(2.0 * STORES * StateMemory.BUFFER_BYTES);
  }

  // RocksDB counts in steps of a quarter.
  @Test
  void storesOfFewRecordsTakeLittle() {
    open(8);
    for (String name : names()) {
      driver.getKeyValueStore(name).put(1, new byte[1]);
    }
    assertThat(held()).isBetween(0.25 * MEBIBYTE, 0.6 * MEBIBYTE);
  }

  private void open(int mebibytes) {
    var memory = new StateMemory(mebibytes);
    memory.bindTo(registry);
    var bytes = new ByteArrayDeserializer();
    var topology = new Topology().addSource("source", bytes, bytes, "topic");
    topology.addProcessor("reader", Idle::new, "source");
    names()
        .forEach(
            name ->
                topology.addStateStore(
                    Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(name), Serdes.Integer(), Serdes.ByteArray()),
                    "reader"));
    var config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "state-memory");
    config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    config.putAll(memory.config());
    driver = new TopologyTestDriver(topology, config);
  }

  private static List<String> names() {
    return IntStream.range(0, STORES).mapToObj(i -> "store-" + i).toList();
  }

  private void fill(int store, int mebibytes) {
    KeyValueStore<Integer, byte[]> to = driver.getKeyValueStore("store-" + store);
    for (int i = 0; i < mebibytes * 64; i++) {
      to.put(i, new byte[MEBIBYTE / 64]);
    }
  }

  private void readAll() {
    for (String name : names()) {
      try (var all = driver.<Integer, byte[]>getKeyValueStore(name).all()) {
        all.forEachRemaining(entry -> assertThat(entry.value).isNotEmpty());
      }
    }
  }

  private double held() {
    return registry.get("millrace.state.memory").gauge().value();
  }

  private static final class Idle implements Processor<byte[], byte[], Void, Void> {

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      // Has the stores, and leaves them to the test.
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      // None comes.
    }
  }
}
