package dev.assay.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test in a lab of its own, in which no container may be left at the end. */
abstract class InTheLab {
  @TempDir Path root;
  WorkerLab lab;

  @BeforeEach
  void openLab() throws IOException {
    lab = new WorkerLab(root);
  }

  @AfterEach
  void closeLab() throws IOException, InterruptedException {
    lab.close();
    assertThat(lab.engine.open()).isZero();
  }
}
