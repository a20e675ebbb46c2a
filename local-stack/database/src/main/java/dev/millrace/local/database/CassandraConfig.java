package dev.millrace.local.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Configures Cassandra as a small single node on loopback. */
record CassandraConfig(Path directory, int cqlPort, int storagePort) {

  /** Writes {@code cassandra.yaml} and sets the system properties that Cassandra reads. */
  void apply() throws IOException {
    Files.createDirectories(directory);
    Path yaml = directory.resolve("cassandra.yaml");
    Files.writeString(yaml, yaml());
    System.setProperty("cassandra.config", yaml.toUri().toString());
    System.setProperty("cassandra.storagedir", directory.toString());
    System.setProperty("cassandra.custom_query_handler_class", ScyllaQueryHandler.class.getName());
    // One node has nobody to wait for.
    System.setProperty("cassandra.superuser_setup_delay_ms", "0");
    System.setProperty("cassandra.skip_wait_for_gossip_to_settle", "0");
    System.setProperty("cassandra.ring_delay_ms", "0");
    System.setProperty("cassandra.jmx.local.port", "0");
  }

  private String yaml() {
    return """
        cluster_name: millrace-local
        num_tokens: 1
        allocate_tokens_for_local_replication_factor: 1
        partitioner: org.apache.cassandra.dht.Murmur3Partitioner
        endpoint_snitch: SimpleSnitch
        listen_address: 127.0.0.1
        rpc_address: 127.0.0.1
        native_transport_port: %2$d
        storage_port: %3$d
        start_native_transport: true
        seed_provider:
          - class_name: org.apache.cassandra.locator.SimpleSeedProvider
            parameters:
              - seeds: 127.0.0.1:%3$d
        authenticator: AllowAllAuthenticator
        data_file_directories: ["%1$s/data"]
        commitlog_directory: "%1$s/commitlog"
        saved_caches_directory: "%1$s/saved_caches"
        hints_directory: "%1$s/hints"
        cdc_raw_directory: "%1$s/cdc_raw"
        # A write is synced before it is acknowledged, as ScyllaDB does for LWT: kill -9 loses none.
        commitlog_sync: batch
        commitlog_total_space: 512MiB
        memtable_allocation_type: heap_buffers
        memtable_heap_space: 256MiB
        memtable:
          configurations:
            skiplist:
              class_name: SkipListMemtable
            default:
              inherits: skiplist
            %4$s:
              class_name: %5$s
        concurrent_writes: 64
        concurrent_reads: 32
        paxos_variant: v2
        # ScyllaDB's limits.
        batch_size_warn_threshold: 128KiB
        batch_size_fail_threshold: 1024KiB
        auto_snapshot: false
        key_cache_size: 16MiB
        materialized_views_enabled: false
        """
        .formatted(
            directory,
            cqlPort,
            storagePort,
            DdlTranslation.CDC_MEMTABLE,
            CdcMemtable.class.getName());
  }
}
