package dev.assay.bundle;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, odd or worth knowing, said so that the one who reads it can correct it.
 *
 * @param message what was found, and why that matters
 * @param fix what to do about it
 * @param refusedByCodabench whether Codabench itself would not import the bundle for this
 */
public record Finding(
    FindingCode code,
    Severity severity,
    Place place,
    String message,
    @Nullable String fix,
    boolean refusedByCodabench) {

  /** A finding that Codabench judges as it usually judges this cause. */
  public Finding(
      FindingCode code, Severity severity, Place place, String message, @Nullable String fix) {
    this(code, severity, place, message, fix, code.isRefusedByCodabench());
  }

  /** A finding of the code's usual severity. */
  public static Finding of(FindingCode code, Place place, String message) {
    return new Finding(code, code.usualSeverity(), place, message, null);
  }

  /** The same finding with what to do about it. */
  public Finding fix(String newFix) {
    return new Finding(code, severity, place, message, newFix, refusedByCodabench);
  }

  /** The same finding with another weight. */
  public Finding as(Severity newSeverity) {
    return new Finding(code, newSeverity, place, message, fix, refusedByCodabench);
  }

  /** The same finding seen from outside the archive or folder it lies in. */
  public Finding inside(String container) {
    return new Finding(code, severity, place.inside(container), message, fix, refusedByCodabench);
  }

  /**
   * The same finding where the archive is known by another name than the file that was looked at.
   *
   * @param looked the name of that file
   * @param known what its sender calls it
   */
  public Finding calling(String looked, String known) {
    return looked.equals(place.file())
        ? new Finding(code, severity, Place.in(known), message, fix, refusedByCodabench)
        : this;
  }

  /** The same finding where Codabench judges otherwise than it usually does. */
  public Finding codabenchRefuses(boolean refuses) {
    return new Finding(code, severity, place, message, fix, refuses);
  }

  /** The same finding as an error where Codabench would refuse the bundle for it. */
  public Finding asCodabenchSeesIt() {
    return refusedByCodabench ? as(Severity.ERROR) : this;
  }

  /** Whether it stops the creation. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  @Override
  public String toString() {
    return FindingText.line(this);
  }
}
