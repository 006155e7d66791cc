package dev.assay.engine;

/**
 * @param name for people: "Docker", "Podman"
 * @param copyOnWrite whether {@link SandboxSpec.Source.CopyOnWrite} is a layer; otherwise it is a
 *     copy
 */
public record EngineInfo(
    String name, String version, int cpus, long memoryBytes, boolean copyOnWrite) {}
