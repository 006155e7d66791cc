package dev.assay.bundle.competition;

import dev.assay.bundle.competition.TaskDefinition.TaskFiles;

/**
 * A task as a bundle of its own describes it, complete and without errors.
 *
 * @param isPublic whether others may use it, as far as the bundle asks for it
 */
public record TaskBundle(
    String name,
    String description,
    TaskFiles files,
    boolean ingestionOnlyDuringScoring,
    boolean isPublic) {}
