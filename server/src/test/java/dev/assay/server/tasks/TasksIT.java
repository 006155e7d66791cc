package dev.assay.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.BlobId;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.kernel.TaskVersionId;
import dev.assay.server.kernel.testing.MigratedDatabase;
import dev.assay.server.kernel.testing.Rows;
import java.time.Clock;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TasksIT {
  private final MigratedDatabase database = MigratedDatabase.fresh();
  private final Rows rows = new Rows(database);
  private final Datasets datasets = new JdbcDatasets(database.jdbc(), Clock.systemUTC());
  private final TaskAuthoring authoring =
      new JdbcTaskAuthoring(database.jdbc(), database.transactions(), Clock.systemUTC());
  private final Tasks tasks = new JdbcTasks(database.jdbc());
  private final Account ann = rows.account("ann");
  private PhaseId phase = new PhaseId(0);

  @BeforeEach
  void phase() {
    var competition = rows.competition(ann);
    phase = rows.phase(competition, rows.leaderboard(competition), 0);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_new_task_has_its_first_version_with_all_its_parts() {
    var scoring = dataset(DatasetType.SCORING_PROGRAM);
    var ingestion = dataset(DatasetType.INGESTION_PROGRAM);
    var input = dataset(DatasetType.INPUT_DATA);
    var reference = dataset(DatasetType.REFERENCE_DATA);
    var parts = new NewTask.Parts(scoring, ingestion, input, reference, true, true, true);
    var task = authoring.create(new NewTask(ann.id(), "Classify", "What is it?", parts));
    attach(task, 0);

    var version = tasks.currentVersions(phase).getFirst();

    assertThat(version)
        .isEqualTo(
            new TaskVersion(
                version.id(),
                task,
                1,
                "Classify",
                blob(scoring),
                blob(ingestion),
                blob(input),
                blob(reference),
                true,
                true,
                true));
    assertThat(tasks.version(version.id())).isEqualTo(version);
  }

  @Test
  void optional_parts_may_be_absent() {
    attach(task("Score", onlyScoring()), 0);
    var version = tasks.currentVersions(phase).getFirst();
    assertThat(version.ingestionProgram()).isNull();
    assertThat(version.inputData()).isNull();
    assertThat(version.referenceData()).isNull();
    assertThat(version.ingestionOnlyDuringScoring()).isFalse();
  }

  @Test
  void a_changed_task_is_a_new_version_and_the_old_one_stays_as_it_was() {
    var task = task("Score", onlyScoring());
    attach(task, 0);
    var first = tasks.currentVersions(phase).getFirst();

    authoring.addVersion(task, onlyScoring());

    assertThat(tasks.currentVersions(phase)).extracting(TaskVersion::number).containsExactly(2);
    assertThat(tasks.version(first.id())).isEqualTo(first);
  }

  @Test
  void the_tasks_of_a_phase_come_in_the_phases_order() {
    attach(task("second", onlyScoring()), 1);
    attach(task("first", onlyScoring()), 0);
    assertThat(tasks.currentVersions(phase))
        .extracting(TaskVersion::taskName)
        .containsExactly("first", "second");
  }

  @Test
  void a_version_that_is_not_there_is_named() {
    assertThatThrownBy(() -> tasks.version(new TaskVersionId(4711)))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("4711");
  }

  @Test
  void data_sets_and_tasks_may_be_used_by_their_owner_and_public_ones_by_everybody() {
    var bob = rows.account("bob");
    dataset(DatasetType.INPUT_DATA);
    task("Score", onlyScoring());
    var dataset = key("dataset", "type = 'input_data'");
    var task = key("task", "name = 'Score'");

    assertThat(datasets.usable(dataset, ann.id())).isPresent();
    assertThat(datasets.usable(dataset, bob.id())).isEmpty();
    assertThat(authoring.usable(task, ann.id())).isPresent();
    assertThat(authoring.usable(task, bob.id())).isEmpty();

    database.jdbc().sql("update dataset set is_public = true").update();
    database.jdbc().sql("update task set is_public = true").update();

    assertThat(datasets.usable(dataset, bob.id())).isPresent();
    assertThat(authoring.usable(task, bob.id())).isPresent();
  }

  private UUID key(String table, String where) {
    return database
        .jdbc()
        .sql("select key from " + table + " where " + where)
        .query(UUID.class)
        .single();
  }

  private TaskId task(String name, NewTask.Parts parts) {
    return authoring.create(new NewTask(ann.id(), name, null, parts));
  }

  private NewTask.Parts onlyScoring() {
    return new NewTask.Parts(
        dataset(DatasetType.SCORING_PROGRAM), null, null, null, false, false, false);
  }

  private DatasetId dataset(DatasetType type) {
    return datasets.create(new NewDataset(type, type.text(), ann.id(), rows.blob("data.zip")));
  }

  private BlobId blob(DatasetId dataset) {
    return datasets.find(dataset).orElseThrow().blob();
  }

  private void attach(TaskId task, int position) {
    database
        .jdbc()
        .sql("insert into phase_task (phase_id, task_id, position) values (:phase, :task, :at)")
        .param("phase", phase.value())
        .param("task", task.value())
        .param("at", position)
        .update();
  }
}
