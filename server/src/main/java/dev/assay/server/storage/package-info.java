/**
 * Stored objects: written under random keys, sealed (complete, hashed, out of the writer's reach),
 * read by short-lived signed links. Table: {@code blob}.
 */
@NullMarked
package dev.assay.server.storage;

import org.jspecify.annotations.NullMarked;
