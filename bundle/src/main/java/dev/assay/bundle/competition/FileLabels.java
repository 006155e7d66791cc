package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.yaml.YamlNode;
import dev.assay.bundle.yaml.YamlNode.Mapping;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Reads what people call the data sets of a bundle's files. */
final class FileLabels {
  private static final int MAX_NAME = 256;

  private FileLabels() {}

  static Map<String, FileLabel> read(Section assay) {
    Map<String, FileLabel> labels = new LinkedHashMap<>();
    YamlNode value = assay.takeUnlessNull("files");
    if (value == null) {
      return labels;
    }
    if (!(value instanceof Mapping byPath)) {
      wrong(assay, value, assay.path("files"));
      return labels;
    }
    for (YamlNode.Entry entry : byPath.entries()) {
      String path = assay.path("files") + "." + entry.key().raw();
      if (!(entry.value() instanceof Mapping mapping)) {
        wrong(assay, entry.value(), path);
        continue;
      }
      var section = new Section(assay.reading(), mapping, path);
      String name = Values.required(section, "name", MAX_NAME, FindingCode.ASY_01);
      String description = Values.orEmpty(section, "description");
      boolean isPublic = Values.bool(section, "is_public", false);
      if (isPublic) {
        OwnSections.sayPublic(section, "data set");
      }
      UUID key = AssaySection.key(section);
      section.finish();
      if (name != null) {
        labels.put(entry.key().raw(), new FileLabel(name, description, isPublic, key));
      }
    }
    return labels;
  }

  private static void wrong(Section assay, YamlNode value, String path) {
    assay
        .reading()
        .report(
            FindingCode.ASY_01,
            value,
            path,
            "'files' must map paths of files to their names, but this is " + value.kind() + ".",
            "Write 'data.zip: {name: Training data}' below it.");
  }
}
