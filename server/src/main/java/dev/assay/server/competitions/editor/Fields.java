package dev.assay.server.competitions.editor;

import dev.assay.server.competitions.editor.FieldView.Look;
import dev.assay.server.competitions.editor.FieldView.Option;
import dev.assay.server.competitions.editor.FieldView.Part;
import dev.assay.server.web.Prose;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the fields of a draft's forms, each with its value and with what the check says of it. */
final class Fields {
  private final DraftContent content;
  private final Remarks remarks;

  Fields(DraftContent content, Remarks remarks) {
    this.content = content;
    this.remarks = remarks;
  }

  DraftDocument document() {
    return content.document();
  }

  List<Remark> remarks(String place) {
    return remarks.of(place);
  }

  FieldView line(String name, String label, String help) {
    return field(name, Look.LINE, label, help, List.of());
  }

  FieldView optionalLine(String name, String label, String help) {
    return optional(field(name, Look.LINE, label, help, List.of()));
  }

  FieldView area(String name, String label, String help) {
    return optional(field(name, Look.AREA, label, help, List.of()));
  }

  FieldView number(String name, String label, String help, String unit) {
    var field = field(name, Look.NUMBER, label, help, List.of());
    return new FieldView(
        name,
        Look.NUMBER,
        label,
        help,
        field.values(),
        List.of(),
        true,
        unit,
        field.remarks(),
        null,
        null,
        null);
  }

  FieldView onOff(String name, String label, String help) {
    return field(name, Look.SWITCH, label, help, List.of());
  }

  FieldView choice(String name, String label, String help, List<Option> options) {
    return field(name, Look.CHOICE, label, help, options);
  }

  FieldView radio(String name, String label, String help, List<Option> options) {
    return field(name, Look.RADIO, label, help, options);
  }

  FieldView many(String name, String label, String help, List<Option> options) {
    return field(name, Look.MANY, label, help, options);
  }

  /** A time in UTC. */
  FieldView time(String name, String label, String help, boolean isOptional) {
    var field = field(name, Look.TIME, label, help, List.of());
    var at = FieldKind.time(field.value()).map(time -> time.toInstant(ZoneOffset.UTC)).orElse(null);
    return with(field, isOptional, at, null, null);
  }

  /** A text in Markdown with its preview. */
  FieldView text(String name, String label, String help) {
    var field = field(name, Look.TEXT, label, help, List.of());
    return with(field, false, null, Prose.of(field.value()), null);
  }

  FieldView part(String name, String label, String help, boolean isOptional, Part part) {
    var field =
        new FieldView(
            name,
            Look.PART,
            label,
            help,
            List.of(),
            List.of(),
            isOptional,
            "",
            remarks.of(name),
            null,
            null,
            null);
    return with(field, isOptional, null, null, part);
  }

  private FieldView field(String name, Look look, String label, String help, List<Option> options) {
    var rule =
        EditableFields.rule(name)
            .orElseThrow(() -> new IllegalArgumentException("No form may change " + name));
    var values = rule.show(content, FieldPath.of(name));
    return new FieldView(
        name, look, label, help, values, options, false, "", remarks.of(name), null, null, null);
  }

  private static FieldView optional(FieldView field) {
    return with(field, true, null, null, null);
  }

  private static FieldView with(
      FieldView field,
      boolean isOptional,
      @Nullable Instant at,
      @Nullable Prose preview,
      @Nullable Part part) {
    return new FieldView(
        field.name(),
        field.look(),
        field.label(),
        field.help(),
        field.values(),
        field.options(),
        isOptional,
        field.unit(),
        field.remarks(),
        at,
        preview,
        part);
  }
}
