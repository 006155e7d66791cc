package dev.assay.server.competitions.editor;

import java.util.List;

/** What people accept when they join. */
final class TermsForm implements SectionForm {

  @Override
  public String intro() {
    return "Everybody accepts these before taking part. Say who may take part, what may be used, and"
        + " what happens with submissions.";
  }

  @Override
  public List<BlockView> blocks(Fields fields, FormContext context) {
    return List.of(BlockView.group("text", "", "", fields.text("terms", "Terms", "Markdown.")));
  }
}
