package dev.assay.server.competitions.editor;

import dev.assay.server.competitions.editor.FieldView.Option;
import java.util.List;

/** What people see before they decide to take part. */
final class AboutForm implements SectionForm {
  private static final List<Option> TYPES =
      List.of(
          new Option("competition", "Competition", "people compete until a deadline"),
          new Option("benchmark", "Benchmark", "open for long, to measure methods"));

  @Override
  public String intro() {
    return "What people see in the list of competitions and at the top of every page.";
  }

  @Override
  public List<BlockView> blocks(Fields fields, FormContext context) {
    return List.of(basics(fields, context), more(fields));
  }

  private static BlockView basics(Fields fields, FormContext context) {
    return BlockView.group(
        "basics",
        "",
        "",
        fields.line("title", "Title", "Short and telling; at most 256 characters."),
        fields.area("description", "Summary", "One or two sentences, shown under the title."),
        fields.radio("competition_type", "Kind", "", TYPES),
        fields.part("image", "Logo", "PNG, JPEG, GIF or WebP.", false, context.part("image")));
  }

  private static BlockView more(Fields fields) {
    return BlockView.group(
        "more",
        "For participants",
        "",
        fields.optionalLine("reward", "Prize", "Such as “500 EUR for the first”."),
        fields.optionalLine(
            "contact_email", "Contact", "An e-mail address for questions; everybody sees it."),
        fields.optionalLine(
            "report", "Report", "The address of a paper about the results, once there is one."));
  }
}
