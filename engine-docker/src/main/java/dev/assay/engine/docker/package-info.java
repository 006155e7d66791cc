/**
 * The container engine port over the Docker Engine API, which Docker and Podman speak. Joins at run
 * time only, by {@link dev.assay.engine.EngineProvider}.
 */
@NullMarked
package dev.assay.engine.docker;

import org.jspecify.annotations.NullMarked;
