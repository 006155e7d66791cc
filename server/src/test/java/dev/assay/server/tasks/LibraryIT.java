package dev.assay.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.DatasetId;
import dev.assay.server.kernel.TaskId;
import dev.assay.server.kernel.testing.MigratedDatabase;
import dev.assay.server.kernel.testing.Rows;
import dev.assay.server.tasks.Sharing.Thing.OfDataset;
import dev.assay.server.tasks.Sharing.Thing.OfTask;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LibraryIT {
  private final MigratedDatabase database = MigratedDatabase.fresh();
  private final Rows rows = new Rows(database);
  private final Datasets datasets = new JdbcDatasets(database.jdbc(), Clock.systemUTC());
  private final TaskAuthoring authoring =
      new JdbcTaskAuthoring(database.jdbc(), database.transactions(), Clock.systemUTC());
  private final Library library = new JdbcLibrary(database.jdbc());
  private final Sharing sharing = new JdbcSharing(database.jdbc(), Clock.systemUTC());
  private final Account ann = rows.account("ann");
  private final Account bob = rows.account("bob");

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void what_is_neither_own_nor_shared_nor_public_does_not_exist() {
    var dataset = dataset("Answers");
    var task = task("Classify", dataset);

    assertThat(library.datasets(LibraryQuery.of(bob.id()))).isEmpty();
    assertThat(library.tasks(LibraryQuery.of(bob.id()))).isEmpty();
    assertThat(library.dataset(key(dataset), bob.id())).isEmpty();
    assertThat(library.task(key(task), bob.id())).isEmpty();
    assertThat(datasets.usable(key(dataset), bob.id())).isEmpty();
    assertThat(authoring.usable(key(task), bob.id())).isEmpty();
    assertThat(library.dataset(key(dataset), ann.id()))
        .hasValueSatisfying(found -> assertThat(found.reach()).isEqualTo(Reach.OWN));
  }

  @Test
  void what_is_shared_may_be_used_until_it_is_taken_back() {
    var dataset = dataset("Answers");
    sharing.share(new OfDataset(dataset), bob.id());
    sharing.share(new OfDataset(dataset), bob.id());

    assertThat(sharing.sharedWith(new OfDataset(dataset))).containsExactly(bob.id());
    assertThat(library.datasets(LibraryQuery.of(bob.id())))
        .singleElement()
        .satisfies(found -> assertThat(found.reach()).isEqualTo(Reach.SHARED));
    assertThat(datasets.usable(key(dataset), bob.id())).isPresent();

    sharing.unshare(new OfDataset(dataset), bob.id());

    assertThat(library.datasets(LibraryQuery.of(bob.id()))).isEmpty();
    assertThat(datasets.usable(key(dataset), bob.id())).isEmpty();
  }

  @Test
  void to_use_a_task_is_not_to_read_its_files() {
    var program = dataset("Scorer");
    var task = task("Classify", program);
    sharing.share(new OfTask(task), bob.id());

    assertThat(authoring.usable(key(task), bob.id())).hasValue(task);
    assertThat(library.task(key(task), bob.id()))
        .hasValueSatisfying(found -> assertThat(found.reach()).isEqualTo(Reach.SHARED));
    assertThat(datasets.usable(key(program), bob.id())).isEmpty();
  }

  @Test
  void what_is_public_is_everybodys_and_named_once_even_if_it_is_shared_too() {
    var dataset = dataset("Iris");
    var task = task("Classify", dataset);
    sharing.makePublic(new OfDataset(dataset), true);
    sharing.makePublic(new OfTask(task), true);

    assertThat(library.datasets(LibraryQuery.of(bob.id())))
        .singleElement()
        .satisfies(found -> assertThat(found.reach()).isEqualTo(Reach.PUBLIC));
    assertThat(library.tasks(LibraryQuery.of(bob.id()))).hasSize(1);

    sharing.share(new OfDataset(dataset), bob.id());
    sharing.share(new OfTask(task), bob.id());

    assertThat(library.datasets(LibraryQuery.of(bob.id())))
        .singleElement()
        .satisfies(found -> assertThat(found.reach()).isEqualTo(Reach.SHARED));
    assertThat(library.tasks(LibraryQuery.of(bob.id()))).hasSize(1);

    sharing.unshare(new OfDataset(dataset), bob.id());
    sharing.makePublic(new OfDataset(dataset), false);
    assertThat(library.datasets(LibraryQuery.of(bob.id()))).isEmpty();
    assertThat(library.datasets(LibraryQuery.of(ann.id())))
        .singleElement()
        .satisfies(found -> assertThat(found.isPublic()).isFalse());
  }

  @Test
  void a_list_can_be_narrowed_and_read_page_by_page() {
    var first = dataset("100% of Iris");
    var second = dataset("Digits");
    var third = dataset("Iris again");
    var all = LibraryQuery.of(ann.id());

    assertThat(library.datasets(all))
        .extracting(LibraryDataset::id)
        .containsExactly(third, second, first);
    assertThat(library.datasets(all.containing("iris")))
        .extracting(LibraryDataset::id)
        .containsExactly(third, first);
    assertThat(library.datasets(all.containing("0%")))
        .extracting(LibraryDataset::id)
        .containsExactly(first);
    assertThat(library.datasets(all.ofType(DatasetType.SOLUTION))).isEmpty();
    assertThat(library.datasets(all.reaching(Set.of(Reach.SHARED, Reach.PUBLIC)))).isEmpty();
    assertThat(library.datasets(all.page(third.value(), 1)))
        .extracting(LibraryDataset::id)
        .containsExactly(second);
  }

  private DatasetId dataset(String name) {
    return datasets.create(
        new NewDataset(DatasetType.SCORING_PROGRAM, name, ann.id(), rows.blob("data.zip")));
  }

  private TaskId task(String name, DatasetId program) {
    var parts = new NewTask.Parts(program, null, null, null, false, false, false);
    return authoring.create(new NewTask(ann.id(), name, null, parts));
  }

  private UUID key(DatasetId id) {
    return key("dataset", id.value());
  }

  private UUID key(TaskId id) {
    return key("task", id.value());
  }

  private UUID key(String table, long id) {
    return database
        .jdbc()
        .sql("select key from " + table + " where id = :id")
        .param("id", id)
        .query(UUID.class)
        .single();
  }
}
