package dev.assay.server.competitions.editor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the last page of the editor: what is left to do, and the ways out. */
@Component
final class CheckViews {
  private final EditorViews views;
  private final CompetitionDrafts competitions;

  CheckViews(EditorViews views, CompetitionDrafts competitions) {
    this.views = views;
    this.competitions = competitions;
  }

  EditorCheckView view(Draft draft, @Nullable EditorNotice notice) {
    var groups =
        Arrays.stream(DraftSection.values())
            .map(section -> views.group(draft, section))
            .filter(group -> !group.items().isEmpty())
            .toList();
    var before = draft.creation();
    var target = draft.competition();
    return new EditorCheckView(
        views.frame(draft, EditorViews.CHECK),
        groups,
        new Remarks(draft.content(), draft.findings()).elsewhere(),
        before == null ? null : "/bundles/" + before.id(),
        target != null && competitions.isOverdue(target),
        draft.content().document().size(FieldPath.of("solutions")),
        notice);
  }
}
