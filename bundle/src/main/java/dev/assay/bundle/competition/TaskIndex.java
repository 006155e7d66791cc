package dev.assay.bundle.competition;

/**
 * The name by which a bundle refers to one of its tasks.
 *
 * @param isText whether it was written as text: {@code 0} and {@code "0"} are two names
 */
public record TaskIndex(String value, boolean isText) {

  /** An index written as a number. */
  public static TaskIndex of(long number) {
    return new TaskIndex(Long.toString(number), false);
  }

  @Override
  public String toString() {
    return isText ? '"' + value + '"' : value;
  }
}
