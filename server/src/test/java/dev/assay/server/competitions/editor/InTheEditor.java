package dev.assay.server.competitions.editor;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests with the editor's script, in a real browser. */
abstract class InTheEditor {
  static EditorBed bed;

  @BeforeAll
  static void openEditor() {
    bed = new EditorBed();
  }

  @AfterAll
  static void closeEditor() {
    bed.close();
  }

  @BeforeEach
  void forget() {
    bed.complaints.clear();
  }
}
