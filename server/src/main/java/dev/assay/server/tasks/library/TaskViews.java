package dev.assay.server.tasks.library;

import dev.assay.server.accounts.Account;
import dev.assay.server.tasks.CompetitionUses;
import dev.assay.server.tasks.DatasetType;
import dev.assay.server.tasks.Library;
import dev.assay.server.tasks.LibraryDataset;
import dev.assay.server.tasks.LibraryQuery;
import dev.assay.server.tasks.LibraryTask;
import dev.assay.server.tasks.Reach;
import dev.assay.server.tasks.Sharing.Thing.OfTask;
import dev.assay.server.tasks.TaskHistory;
import dev.assay.server.tasks.TaskHistory.Part;
import dev.assay.server.tasks.TaskHistory.Version;
import dev.assay.server.tasks.library.DatasetView.UseRow;
import dev.assay.server.tasks.library.LibraryListView.Option;
import dev.assay.server.tasks.library.OwnTasks.WantedParts;
import dev.assay.server.tasks.library.TaskView.PartRow;
import dev.assay.server.tasks.library.TaskView.VersionRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what the pages of tasks show. */
@Component
final class TaskViews {
  static final List<DatasetType> PARTS =
      List.of(
          DatasetType.SCORING_PROGRAM,
          DatasetType.REFERENCE_DATA,
          DatasetType.INGESTION_PROGRAM,
          DatasetType.INPUT_DATA);

  private static final int MOST_CHOICES = 500;

  private final Things things;
  private final Library library;
  private final TaskHistory history;
  private final CompetitionUses competitions;
  private final JdbcShelf shelf;

  TaskViews(
      Things things,
      Library library,
      TaskHistory history,
      CompetitionUses competitions,
      JdbcShelf shelf) {
    this.things = things;
    this.library = library;
    this.history = history;
    this.competitions = competitions;
    this.shelf = shelf;
  }

  /** What a form was refused for, with what was typed into it. */
  record Retry(
      Map<String, String> problems, Map<String, String> typed, @Nullable WantedParts parts) {
    static final Retry NONE = new Retry(Map.of(), Map.of(), null);

    static Retry because(Map<String, String> problems) {
      return new Retry(problems, Map.of(), null);
    }
  }

  TaskView of(LibraryTask task, Account reader, Retry retry) {
    var versions = history.versions(task.id());
    var isOwn = task.reach() == Reach.OWN;
    var wanted = retry.parts() == null ? wanted(versions.getFirst()) : retry.parts();
    return new TaskView(
        task.key().toString(),
        task.name(),
        task.description(),
        things.name(task.owner()),
        Words.of(task.reach(), task.isPublic()),
        task.createdAt(),
        rows(versions, reader),
        shelf.solutions(task.id()).stream().map(one -> part("Solution", one, reader)).toList(),
        isOwn ? sharing(task, retry) : null,
        isOwn ? parts(reader, wanted, retry.problems()) : null,
        retry.typed().getOrDefault("note", ""),
        competitions.of(task.id(), reader).stream()
            .filter(use -> isOwn || use.url() != null)
            .map(use -> new UseRow(use.as(), use.competition(), use.url()))
            .toList(),
        isOwn && !shelf.isUsed(task.id()),
        retry.problems(),
        retry.typed());
  }

  private SharingView sharing(LibraryTask task, Retry retry) {
    return new SharingView(
        "/tasks/" + task.key(),
        "task",
        task.isPublic(),
        things.sharedWith(new OfTask(task.id())),
        retry.problems().getOrDefault("username", ""),
        retry.typed().getOrDefault("username", ""),
        true);
  }

  private List<VersionRow> rows(List<Version> versions, Account reader) {
    return IntStream.range(0, versions.size())
        .mapToObj(
            at -> {
              var version = versions.get(at);
              return new VersionRow(
                  version.number(),
                  version.createdAt(),
                  version.note(),
                  at + 1 < versions.size()
                      ? Words.changes(versions.get(at + 1), version)
                      : List.of(),
                  version.parts().entrySet().stream()
                      .map(one -> part(Words.of(one.getKey()), one.getValue(), reader))
                      .toList(),
                  Words.settings(version));
            })
        .toList();
  }

  private PartRow part(String use, Part part, Account reader) {
    var mayRead = library.dataset(part.key(), reader.id()).isPresent();
    return new PartRow(use, part.name(), mayRead ? "/data/" + part.key() : null);
  }

  /** The fields of a version's parts, with what the account may choose. */
  PartsView parts(Account account, WantedParts wanted, Map<String, String> problems) {
    var choices = new ArrayList<PartsView.Choice>();
    for (var type : PARTS) {
      var field = OwnTasks.field(type);
      choices.add(
          new PartsView.Choice(
              field,
              Words.of(type),
              type == DatasetType.SCORING_PROGRAM,
              options(account, type, wanted.key(type)),
              problems.getOrDefault(field, "")));
    }
    return new PartsView(
        choices,
        wanted.ingestionOnlyDuringScoring(),
        wanted.shareOutput(),
        wanted.showReferenceData(),
        problems.getOrDefault("ingestionOnlyDuringScoring", ""));
  }

  private List<Option> options(Account account, DatasetType type, String chosen) {
    var query = LibraryQuery.of(account.id()).ofType(type).page(Long.MAX_VALUE, MOST_CHOICES);
    var found = library.datasets(query);
    var options = new ArrayList<Option>();
    options.add(new Option("", "None", chosen.isEmpty()));
    for (var one : found) {
      options.add(
          new Option(one.key().toString(), label(one), one.key().toString().equals(chosen)));
    }
    if (options.stream().noneMatch(Option::chosen)) {
      OwnTasks.uuid(chosen)
          .flatMap(key -> library.dataset(key, account.id()))
          .ifPresent(one -> options.add(new Option(chosen, label(one), true)));
    }
    return options;
  }

  private static String label(LibraryDataset dataset) {
    return dataset.reach() == Reach.OWN
        ? dataset.name()
        : "%s (%s)".formatted(dataset.name(), Words.of(dataset.reach(), dataset.isPublic()));
  }

  private static WantedParts wanted(Version version) {
    var keys = new EnumMap<DatasetType, String>(DatasetType.class);
    version.parts().forEach((type, part) -> keys.put(type, part.key().toString()));
    return new WantedParts(
        keys,
        version.ingestionOnlyDuringScoring(),
        version.shareOutput(),
        version.showReferenceData());
  }
}
