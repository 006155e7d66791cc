package dev.assay.server.runs;

import static dev.assay.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.kernel.testing.MigratedDatabase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresHintsIT {
  private final MigratedDatabase database = MigratedDatabase.fresh();
  private final PostgresHints here = hints();
  private final PostgresHints there = hints();
  private final List<String> heardHere = new CopyOnWriteArrayList<>();
  private final List<String> heardThere = new CopyOnWriteArrayList<>();

  private PostgresHints hints() {
    return new PostgresHints(() -> database.dataSource().getConnection());
  }

  @AfterEach
  void close() {
    here.stop();
    there.stop();
    database.close();
  }

  private void start() {
    here.onHint(heardHere::add);
    there.onHint(heardThere::add);
    here.start();
    there.start();
    await().until(() -> listeners() == 2);
  }

  private long listeners() {
    return database
        .jdbc()
        .sql(
            """
            select count(*) from pg_stat_activity
             where datname = current_database() and query ilike 'listen%'""")
        .query(Long.class)
        .single();
  }

  @Test
  void other_processes_hear_what_one_says_and_it_does_not_hear_itself() {
    start();

    here.send("queue 1");
    here.send("submission 7");

    await().until(() -> heardThere.containsAll(List.of("queue 1", "submission 7")));
    assertThat(heardHere).isEmpty();
  }

  @Test
  void a_lost_connection_is_made_again() {
    start();
    database
        .jdbc()
        .sql(
            """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
             where datname = current_database() and pid <> pg_backend_pid()
               and (query ilike 'listen%' or query ilike '%pg_notify%')""")
        .query(Long.class)
        .single();

    await()
        .until(
            () -> {
              here.send("queue 1");
              return heardThere.contains("queue 1");
            });
  }
}
