package dev.assay.bundle.competition;

/**
 * A page of a competition.
 *
 * @param file path inside the bundle
 * @param content Markdown or HTML as written, without a byte order mark
 */
public record PageDefinition(String title, String file, String content) {
  /**
   * What stands in the file of a page without content when a bundle is written, since Codabench
   * refuses empty ones; read, it is nothing again.
   */
  public static final String PLACEHOLDER = "<!-- This page is empty. -->\n";
}
