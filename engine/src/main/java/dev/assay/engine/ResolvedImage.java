package dev.assay.engine;

/**
 * An image that is on the engine.
 *
 * @param reference the name it was asked by
 * @param id the engine's content id ({@code sha256:...}), which stays the same however tags move
 */
public record ResolvedImage(String reference, String id) {}
