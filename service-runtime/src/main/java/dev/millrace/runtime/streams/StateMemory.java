package dev.millrace.runtime.streams;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * What RocksDB may hold in memory for the state stores of all stream applications of a process.
 * Kafka Streams by itself lets each partition of each store hold up to 50 MB of blocks and 48 MB of
 * what is to be written.
 *
 * <p>Blocks, indexes and filters of all stores are in one cache, and what is to be written counts
 * as part of it: the more of that, the less is cached. Only if the buffers alone are larger do they
 * exceed the limit; a store's buffer goes to disk when it has {@value #BUFFER_BYTES} bytes, and up
 * to three of them wait for the disk. (RocksDB could also bound them together, by writing a buffer
 * as soon as all are too large; but it chooses among those of the store that is being written to,
 * and where many others hold a little that is a file for every few records.)
 *
 * <p>Lives as long as the process: a store that is still open uses it. See <a
 * href="https://github.com/facebook/rocksdb/wiki/Memory-usage-in-RocksDB">Memory usage in
 * RocksDB</a> and <a href="https://github.com/facebook/rocksdb/wiki/Write-Buffer-Manager">Write
 * Buffer Manager</a>.
 */
public final class StateMemory implements MeterBinder {

  static final long BUFFER_BYTES = 2L << 20;

  private static final long MEBIBYTE = 1L << 20;

  /** Not of Kafka Streams, which hands the configuration it does not know to the setter. */
  private static final String OBJECT_CONFIG = "millrace.state.memory";

  /** RocksDB chooses how many parts the cache has. */
  private static final int ANY_SHARDS = -1;

  private static final boolean STRICT = false;

  /** Of the cache, for indexes and filters: without them a read is several. */
  private static final double INDEX_SHARE = 0.1;

  private static final long UNBOUNDED = 0;

  static {
    RocksDB.loadLibrary();
  }

  private final Cache cache;
  private final WriteBufferManager buffers;

  /** A bound of so many mebibytes. */
  public StateMemory(int mebibytes) {
    cache = new LRUCache(mebibytes * MEBIBYTE, ANY_SHARDS, STRICT, INDEX_SHARE);
    buffers = new WriteBufferManager(UNBOUNDED, cache);
  }

  /** The configuration of an application that shares it. */
  public Map<String, Object> config() {
    return Map.of(
        StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, Setter.class, OBJECT_CONFIG, this);
  }

  /** Shows how much is held. */
  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("millrace.state.memory", cache, Cache::getUsage)
        .baseUnit(BaseUnits.BYTES)
        .strongReference(true)
        .register(registry);
  }

  private void bound(Options options) {
    options.setWriteBufferManager(buffers);
    options.setWriteBufferSize(BUFFER_BYTES);
    // Kafka Streams' own: a new one would lose its filters.
    var tables = (BlockBasedTableConfig) options.tableFormatConfig();
    tables.setBlockCache(cache);
    tables.setCacheIndexAndFilterBlocks(true);
    tables.setCacheIndexAndFilterBlocksWithHighPriority(true);
    tables.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(tables);
  }

  @Override
  public String toString() {
    return "StateMemory";
  }

  /** Kafka Streams makes one for each store. */
  public static final class Setter implements RocksDBConfigSetter {

    @Override
    public void setConfig(String store, Options options, Map<String, Object> config) {
      var memory = (StateMemory) Objects.requireNonNull(config.get(OBJECT_CONFIG), OBJECT_CONFIG);
      memory.bound(options);
    }

    @Override
    public void close(String store, Options options) {
      // Nothing is the store's own.
    }
  }
}
