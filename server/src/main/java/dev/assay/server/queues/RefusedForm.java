package dev.assay.server.queues;

/**
 * A form of a queue's pages that was not taken.
 *
 * @param form the last part of the address that it was sent to, such as {@code tokens}
 * @param field what was typed
 * @param reason what to correct
 */
public record RefusedForm(String form, String field, String reason) {
  /** None was sent, or it was taken. */
  public static final RefusedForm NONE = new RefusedForm("", "", "");

  /** Why a form was not taken, or empty. */
  public String why(String of) {
    return form.equals(of) ? reason : "";
  }

  /** What was typed into a form that was not taken, or what stands there otherwise. */
  public String typed(String of, String otherwise) {
    return form.equals(of) ? field : otherwise;
  }
}
