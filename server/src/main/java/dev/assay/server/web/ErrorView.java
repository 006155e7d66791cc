package dev.assay.server.web;

import org.springframework.http.HttpStatus;

/** A page that says what went wrong, why, and what to do. */
public record ErrorView(int status, String title, String why, String whatToDo) implements PageView {

  /** The words for a status. */
  public static ErrorView of(HttpStatus status) {
    return switch (status) {
      case NOT_FOUND ->
          new ErrorView(
              404,
              "There is no such page",
              "The address may be mistyped, or what it showed was removed or is not public.",
              "Look for it among the competitions, or log in if it is yours.");
      case FORBIDDEN ->
          new ErrorView(
              403,
              "This is not open to you",
              "It belongs to somebody else, or the form you sent had been open for too long.",
              "Go back, load the page again and retry; or ask its owner to let you in.");
      case UNAUTHORIZED ->
          new ErrorView(
              401,
              "Log in to see this",
              "This page is for people with an account.",
              "Log in, and you are taken back here.");
      case CONFLICT ->
          new ErrorView(
              409,
              "That cannot be done now",
              "Something changed since you loaded the page.",
              "Go back, load the page again, and look at it anew.");
      case UNPROCESSABLE_CONTENT ->
          new ErrorView(
              422,
              "That was not done",
              "Something in the form is missing, or cannot be as it is.",
              "Go back, correct it and send it again; nothing has changed.");
      case METHOD_NOT_ALLOWED ->
          new ErrorView(
              405,
              "There is nothing to see at this address",
              "It only takes what a form sends.",
              "Go back to the page with the form.");
      case CONTENT_TOO_LARGE ->
          new ErrorView(
              413,
              "The file is too large",
              "The site refuses uploads above the limit shown beside the form.",
              "Leave out what the run does not need, and upload again.");
      case TOO_MANY_REQUESTS ->
          new ErrorView(
              429,
              "Too many attempts",
              "The site slows down an address that asks very often.",
              "Wait a minute, then try again.");
      default -> status.is4xxClientError() ? refused(status) : failed(status);
    };
  }

  /**
   * The same with the very reason.
   *
   * @param why for the one who asked
   */
  static ErrorView because(HttpStatus status, String why) {
    var general = of(status);
    return new ErrorView(status.value(), general.title(), why, general.whatToDo());
  }

  private static ErrorView refused(HttpStatus status) {
    return new ErrorView(
        status.value(),
        "The site could not read that request",
        "The browser sent something this address does not expect (%s)."
            .formatted(status.getReasonPhrase()),
        "Go back, load the page again and retry.");
  }

  private static ErrorView failed(HttpStatus status) {
    return new ErrorView(
        status.value(),
        "The site failed to answer",
        "This is the site's fault, not yours. What you had sent before is safe; the site's log"
            + " says what happened.",
        "Load the page again in a minute. If it stays, tell the person who runs this site.");
  }

  @Override
  public String template() {
    return "web/error";
  }
}
