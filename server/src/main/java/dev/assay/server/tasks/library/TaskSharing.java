package dev.assay.server.tasks.library;

import dev.assay.server.tasks.Library;
import dev.assay.server.tasks.LibraryTask;
import dev.assay.server.tasks.Reach;
import dev.assay.server.tasks.Sharing.Thing.OfDataset;
import dev.assay.server.tasks.Sharing.Thing.OfTask;
import dev.assay.server.tasks.TaskHistory;
import org.springframework.stereotype.Component;

/** Shares a task, and where its owner says so the files it is made of. */
@Component
final class TaskSharing {
  private final Things things;
  private final Library library;
  private final TaskHistory history;

  TaskSharing(Things things, Library library, TaskHistory history) {
    this.things = things;
    this.library = library;
    this.history = history;
  }

  /**
   * @param withFiles those of the newest version that belong to the task's owner
   * @return why not, in words; empty when it is done
   */
  String share(LibraryTask task, String username, boolean withFiles) {
    var problem = things.share(new OfTask(task.id()), username);
    if (problem.isEmpty() && withFiles) {
      history.versions(task.id()).getFirst().parts().values().stream()
          .flatMap(part -> library.dataset(part.key(), things.reader().id()).stream())
          .filter(dataset -> dataset.reach() == Reach.OWN)
          .forEach(dataset -> things.share(new OfDataset(dataset.id()), username));
    }
    return problem;
  }
}
