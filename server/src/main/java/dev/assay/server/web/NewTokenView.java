package dev.assay.server.web;

/**
 * A token that was just made, shown this once: of an account or of a queue's workers.
 *
 * @param name what its owner called it
 * @param use one sentence: what it is for
 * @param command how it is used on a command line, or empty
 */
public record NewTokenView(
    String name, String secret, String use, String command, String backUrl, String backWords)
    implements PageView {

  @Override
  public String template() {
    return "web/new-token";
  }

  @Override
  public String title() {
    return "New token";
  }
}
