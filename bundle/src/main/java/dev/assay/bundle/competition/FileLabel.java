package dev.assay.bundle.competition;

/**
 * What people call a data set whose file a bundle holds; other platforms make names up.
 *
 * @param description may be empty
 */
public record FileLabel(String name, String description) {}
