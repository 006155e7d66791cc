package dev.assay.bundle.program;

import dev.assay.bundle.Finding;
import dev.assay.bundle.Place;
import dev.assay.bundle.yaml.YamlDocument;
import dev.assay.bundle.yaml.YamlNode;
import dev.assay.bundle.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads the text of a metadata file. Only the command counts. */
final class MetadataParser {
  private static final int MAX_BYTES = 1 << 20;

  private MetadataParser() {}

  static ProgramMetadata parse(String file, InputStream content) throws IOException {
    byte[] bytes = content.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      return new ProgramMetadata.WithoutCommand(
          Place.in(file), "it has more than %,d bytes".formatted(MAX_BYTES), false);
    }
    YamlDocument document = YamlReader.read(file, bytes);
    for (Finding finding : document.findings()) {
      if (finding.isError()) {
        return new ProgramMetadata.WithoutCommand(finding.place(), finding.message(), false);
      }
    }
    if (!(document.root().orElse(null) instanceof YamlNode.Mapping mapping)) {
      return new ProgramMetadata.WithoutCommand(
          Place.in(file), "it holds no 'key: value' lines", false);
    }
    YamlNode command = mapping.value("command").orElse(null);
    if (command == null) {
      return new ProgramMetadata.WithoutCommand(Place.in(file), "it has no 'command'", true);
    }
    return command(document.at(command.mark()).withPath("command"), command);
  }

  private static ProgramMetadata command(Place place, YamlNode command) {
    return switch (command) {
      case YamlNode.Null _ ->
          new ProgramMetadata.WithoutCommand(place, "its command is empty", true);
      case YamlNode.Text(_, var text) -> split(place, text);
      case YamlNode.Sequence list ->
          list.texts()
              .filter(words -> !words.isEmpty())
              .<ProgramMetadata>map(words -> new ProgramMetadata.Command(place, words, true))
              .orElseGet(
                  () ->
                      new ProgramMetadata.Unusable(
                          place, "its command is a list of something other than words"));
      case YamlNode other ->
          new ProgramMetadata.Unusable(place, "its command is " + other.kind() + " and not text");
    };
  }

  private static ProgramMetadata split(Place place, String text) {
    try {
      List<String> words = CommandLine.split(text);
      return words.isEmpty()
          ? new ProgramMetadata.WithoutCommand(place, "its command is empty", true)
          : new ProgramMetadata.Command(place, words, false);
    } catch (IllegalArgumentException e) {
      return new ProgramMetadata.Unusable(place, "its command cannot be split: " + e.getMessage());
    }
  }
}
