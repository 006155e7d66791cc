package dev.assay.bundle.fuzz;

import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.yaml.YamlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Any text stands where a date belongs: bare in one phase, and quoted in the other. */
final class DatesFire implements FuzzTarget.Fire {

  @Override
  public void at(byte[] input, Path folder) throws IOException {
    String text = new String(input, StandardCharsets.UTF_8);
    String definition =
        SampleBundle.YAML
            .replace("start: 2026-01-01", "start: " + text.replaceAll("\\R", " "))
            .replace("start: 2026-02-02", "start: " + YamlWriter.quoted(text));
    DefinitionFire.read(definition.getBytes(StandardCharsets.UTF_8), folder);
  }

  @Override
  public Stream<byte[]> seeds() {
    return Seeds.words("dev.assay.bundle.competition.DateTextTest")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }
}
