package dev.assay.server.competitions.editor;

import dev.assay.server.web.Tone;

/**
 * What the check says of a field.
 *
 * @param fix what to do, or empty
 */
public record Remark(Tone tone, String text, String fix) {

  /** Whether the competition cannot be created as long as it stands. */
  public boolean isError() {
    return tone == Tone.BAD || tone == Tone.WAITING;
  }
}
