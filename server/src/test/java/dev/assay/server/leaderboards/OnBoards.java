package dev.assay.server.leaderboards;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Tests of one site, each with a competition of its own. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class OnBoards {
  BoardBed bed;

  @BeforeAll
  void start() throws Exception {
    bed = BoardBed.start();
  }

  @AfterAll
  void stop() {
    bed.close();
  }

  @BeforeEach
  void competition() throws Exception {
    bed.competition();
  }
}
