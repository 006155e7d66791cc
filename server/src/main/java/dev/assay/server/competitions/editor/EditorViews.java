package dev.assay.server.competitions.editor;

import dev.assay.server.competitions.editor.EditorFrame.Entry;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes what the pages of the editor show. */
@Component
final class EditorViews {
  static final String CHECK = "check";

  private final PartViews parts;

  EditorViews(PartViews parts) {
    this.parts = parts;
  }

  EditorView section(Draft draft, DraftSection section, @Nullable EditorNotice notice) {
    var remarks = new Remarks(draft.content(), draft.findings());
    var form = SectionForm.of(section);
    var fields = new Fields(draft.content(), remarks);
    var blocks = form.blocks(fields, name -> parts.part(draft, name));
    return new EditorView(
        frame(draft, section.slug(), remarks),
        section.slug(),
        section.title(),
        form.intro(),
        blocks,
        form.adds(),
        remarks.besides(section, shown(blocks)),
        SeenToken.of(draft.content(), section),
        draft.changedAt(),
        notice);
  }

  private static Set<String> shown(List<BlockView> blocks) {
    return blocks.stream()
        .flatMap(
            block ->
                Stream.concat(
                    Stream.of(block.place()), block.fields().stream().map(FieldView::name)))
        .collect(Collectors.toSet());
  }

  EditorFrame frame(Draft draft, String current) {
    return frame(draft, current, new Remarks(draft.content(), draft.findings()));
  }

  private static EditorFrame frame(Draft draft, String current, Remarks remarks) {
    var entries =
        Arrays.stream(DraftSection.values())
            .map(section -> new Entry(section.slug(), section.title(), remarks.toDo(section)))
            .toList();
    return new EditorFrame(draft.id().value(), draft.title(), current, entries, !draft.hasErrors());
  }
}
