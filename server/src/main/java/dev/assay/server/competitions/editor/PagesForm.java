package dev.assay.server.competitions.editor;

import dev.assay.server.competitions.editor.BlockView.Act;
import java.util.List;
import java.util.stream.IntStream;

/** The pages that describe the task. */
final class PagesForm implements SectionForm {
  private static final FieldPath PAGES = FieldPath.of("pages");

  @Override
  public String intro() {
    return "Texts for participants, in Markdown. They appear as chapters of the competition's"
        + " overview, in this order.";
  }

  @Override
  public List<BlockView> blocks(Fields fields, FormContext context) {
    var count = fields.document().size(PAGES);
    return IntStream.range(0, count).mapToObj(number -> page(fields, number, count)).toList();
  }

  private static BlockView page(Fields fields, int number, int count) {
    var place = PAGES.at(number).toString();
    return new BlockView(
        place,
        SectionForm.title(fields, place + ".title", "Page without a title"),
        "",
        List.of(
            fields.line(place + ".title", "Title", "As it stands in the list of chapters."),
            fields.text(place + ".file", "Text", "Headings with #, lists with -, tables with |.")),
        fields.remarks(place),
        SectionForm.acts(place, number, count, "Remove this page"));
  }

  @Override
  public List<Act> adds() {
    return List.of(new Act("add pages", "Add a page", "file"));
  }
}
