package dev.assay.server.competitions.editor;

import dev.assay.server.web.Tone;

/**
 * What happened to a draft.
 *
 * @param undo whether the form offers to take it back
 * @param keep the state of the section that a button may overwrite, or empty
 */
public record EditorNotice(Tone tone, String text, boolean undo, String keep) {}
