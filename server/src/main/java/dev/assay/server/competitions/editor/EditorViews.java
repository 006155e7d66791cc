package dev.assay.server.competitions.editor;

import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.QueueChoices;
import dev.assay.server.competitions.editor.EditorCheckView.Group;
import dev.assay.server.competitions.editor.EditorCheckView.Item;
import dev.assay.server.competitions.editor.EditorFrame.Entry;
import dev.assay.server.competitions.editor.FieldView.Option;
import dev.assay.server.competitions.editor.FieldView.Part;
import java.util.ArrayList;
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
  private final QueueChoices queues;
  private final CurrentAccount current;

  EditorViews(PartViews parts, QueueChoices queues, CurrentAccount current) {
    this.parts = parts;
    this.queues = queues;
    this.current = current;
  }

  private FormContext context(Draft draft) {
    return new FormContext() {
      @Override
      public Part part(String name) {
        return parts.part(draft, name);
      }

      @Override
      public List<Option> queues() {
        return queues.of(current.require().id()).stream().map(EditorViews::queue).toList();
      }
    };
  }

  /** The default queue has no key in a bundle: it is another one on each site. */
  private static Option queue(QueueChoices.Choice queue) {
    return new Option(
        queue.isDefault() ? "" : queue.key().toString(),
        queue.isDefault() ? "The site's default queue" : queue.name(),
        "");
  }

  EditorView section(Draft draft, DraftSection section, @Nullable EditorNotice notice) {
    var remarks = new Remarks(draft.content(), draft.findings());
    var form = SectionForm.of(section);
    var fields = new Fields(draft.content(), remarks);
    var blocks = form.blocks(fields, context(draft));
    return new EditorView(
        frame(draft, section.slug(), remarks),
        section.slug(),
        section.title(),
        form.intro(),
        blocks,
        form.adds(fields),
        remarks.besides(section, shown(blocks)),
        SeenToken.of(draft.content(), section),
        draft.changedAt(),
        notice);
  }

  /** What the check says of a section, each remark with its field. */
  Group group(Draft draft, DraftSection section) {
    var view = section(draft, section, null);
    var items = new ArrayList<Item>();
    view.remarks().forEach(remark -> items.add(new Item("", view.url(), remark)));
    for (var block : view.blocks()) {
      var place = view.url() + "#" + block.id();
      block.remarks().forEach(remark -> items.add(new Item(block.title(), place, remark)));
      for (var field : block.fields()) {
        var label = block.acts().isEmpty() ? field.label() : block.title() + ": " + field.label();
        var at = view.url() + "#" + field.id();
        field.remarks().forEach(remark -> items.add(new Item(label, at, remark)));
      }
    }
    return new Group(section.slug(), section.title(), items);
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
    var target = draft.competition();
    return new EditorFrame(
        draft.id().value(),
        draft.title(),
        current,
        entries,
        !draft.hasErrors(),
        target == null ? null : target.id().value());
  }
}
