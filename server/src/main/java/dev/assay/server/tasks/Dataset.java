package dev.assay.server.tasks;

import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.DatasetId;

/** A named file: program, data, starting kit. */
public record Dataset(DatasetId id, DatasetType type, String name, BlobId blob) {}
