package dev.assay.runner;

import java.nio.file.Path;

/**
 * A folder of the worker's own machine that programs find as {@code /app/data}, read-only: data
 * that must not leave it. Only the worker's owner gives it.
 *
 * @param besideSubmissions whether participants' code, and ingestion programs, which run it, see it
 *     too, as with Codabench's own worker; otherwise scoring programs alone do
 */
public record HostData(Path folder, boolean besideSubmissions) {}
