package dev.millrace.cli.pipeline;

import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Where a running pipeline is reached.
 *
 * @param kafka bootstrap servers
 * @param commands base address of the command service
 * @param queries base address of the query API
 */
public record Endpoints(
    InetSocketAddress database, String datacenter, String kafka, URI commands, URI queries) {}
