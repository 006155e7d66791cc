package dev.assay.bundle.competition;

/**
 * A page of a competition.
 *
 * @param file path inside the bundle
 * @param content Markdown or HTML as written, without a byte order mark
 */
public record PageDefinition(String title, String file, String content) {}
