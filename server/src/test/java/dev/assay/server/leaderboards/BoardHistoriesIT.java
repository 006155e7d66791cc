package dev.assay.server.leaderboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.kernel.testing.MigratedDatabase;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever happens to a phase in whatever order, the board that was kept step by step is the one
 * that is made from nothing.
 */
class BoardHistoriesIT {
  private static final int STEPS = 60;

  private static MigratedDatabase database;
  private static BoardHistory.Setting setting;

  @BeforeAll
  static void start() {
    database = MigratedDatabase.fresh();
    setting = BoardHistory.Setting.in(database);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void the_kept_board_is_the_one_made_from_nothing(long seed) {
    var history = new BoardHistory(setting, new Random(seed));
    for (var step = 0; step < STEPS; step++) {
      var what = history.step();
      assertThat(history.audit()).as("seed %d, step %d: %s", seed, step, what).isEmpty();
    }
    assertThat(history.isEmpty()).isFalse();
  }
}
