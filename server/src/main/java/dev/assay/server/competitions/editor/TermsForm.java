package dev.assay.server.competitions.editor;

import dev.assay.server.competitions.editor.FieldView.Part;
import java.util.List;
import java.util.function.Function;

/** What people accept when they join. */
final class TermsForm implements SectionForm {

  @Override
  public String intro() {
    return "Everybody accepts these before taking part. Say who may take part, what may be used, and"
        + " what happens with submissions.";
  }

  @Override
  public List<BlockView> blocks(Fields fields, Function<String, Part> parts) {
    return List.of(
        new BlockView(
            "text",
            "",
            "",
            List.of(fields.text("terms", "Terms", "Markdown.")),
            List.of(),
            List.of()));
  }
}
