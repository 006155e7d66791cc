package dev.assay.server.tasks.library;

import dev.assay.server.kernel.DatasetId;
import dev.assay.server.tasks.CompetitionUses;
import dev.assay.server.tasks.Library;
import dev.assay.server.tasks.LibraryDataset;
import dev.assay.server.tasks.Reach;
import dev.assay.server.tasks.Sharing.Thing.OfDataset;
import dev.assay.server.tasks.library.DatasetView.UseRow;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What the page of a data set shows: what it is, who has it, and what uses it. */
@Component
final class DatasetViews {
  private final Things things;
  private final Library library;
  private final OwnDatasets own;
  private final JdbcShelf shelf;
  private final CompetitionUses competitions;

  DatasetViews(
      Things things,
      Library library,
      OwnDatasets own,
      JdbcShelf shelf,
      CompetitionUses competitions) {
    this.things = things;
    this.library = library;
    this.own = own;
    this.shelf = shelf;
    this.competitions = competitions;
  }

  /**
   * As its reader sees it.
   *
   * @param typed into the form that was refused, by field
   */
  DatasetView of(LibraryDataset dataset, Map<String, String> problems, Map<String, String> typed) {
    var isOwn = dataset.reach() == Reach.OWN;
    var thing = new OfDataset(dataset.id());
    return new DatasetView(
        dataset.key().toString(),
        dataset.name(),
        Words.of(dataset.type()),
        dataset.description(),
        things.name(dataset.owner()),
        Words.of(dataset.reach(), dataset.isPublic()),
        dataset.fileName(),
        dataset.bytes(),
        dataset.sha256(),
        dataset.createdAt(),
        isOwn
            ? new SharingView(
                "/data/" + dataset.key(),
                "data set",
                dataset.isPublic(),
                things.sharedWith(thing),
                problems.getOrDefault("username", ""),
                typed.getOrDefault("username", ""),
                false)
            : null,
        isOwn ? uses(dataset.id()) : List.of(),
        isOwn && !own.isUsed(dataset.id()),
        problems,
        typed);
  }

  private List<UseRow> uses(DatasetId id) {
    var reader = things.reader();
    var tasks =
        shelf.tasksUsing(id).stream()
            .map(
                task ->
                    library
                        .task(task.key(), reader.id())
                        .map(
                            seen ->
                                new UseRow(
                                    "Task, version " + task.version(),
                                    seen.name(),
                                    "/tasks/" + seen.key()))
                        .orElse(new UseRow("Task", "somebody else's", null)));
    var phases =
        competitions.of(id, reader).stream()
            .map(use -> new UseRow(use.as(), use.competition(), use.url()));
    return Stream.concat(tasks, phases).toList();
  }
}
