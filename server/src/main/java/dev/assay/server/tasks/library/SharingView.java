package dev.assay.server.tasks.library;

import java.util.List;

/**
 * Who may use something.
 *
 * @param url of the thing; forms are posted below it
 * @param what {@code data set} or {@code task}
 * @param sharedWith user names
 * @param problem why the last name was not taken, or empty
 * @param withFiles whether its files can be shared along, as those of a task
 */
public record SharingView(
    String url,
    String what,
    boolean isPublic,
    List<String> sharedWith,
    String problem,
    String typed,
    boolean withFiles) {

  public SharingView {
    sharedWith = List.copyOf(sharedWith);
  }
}
