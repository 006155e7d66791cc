package dev.assay.bundle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.FindingText;
import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.competition.BundleReader;
import dev.assay.bundle.competition.CheckedBundle;
import dev.assay.bundle.writing.BundleWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A definition is refused with a reason, or becomes a competition that survives its export. */
final class DefinitionFire implements FuzzTarget.Fire {

  @Override
  public void at(byte[] input, Path folder) throws IOException {
    read(input, folder);
  }

  /** Reads a definition whose files are those of the sample bundle. */
  static void read(byte[] yaml, Path folder) throws IOException {
    Path bundle = Files.createDirectory(folder.resolve("bundle"));
    new SampleBundle().yaml("").writeTo(bundle);
    Files.write(bundle.resolve("competition.yaml"), yaml);
    try (var source = BundleSource.open(bundle, ArchiveLimits.forBundles())) {
      CheckedBundle checked = new BundleReader(SampleBundle.CLOCK).read(source);
      YamlFire.assertReportable(checked.findings());
      assertThat(checked.definition().isPresent()).isNotEqualTo(checked.hasErrors());
      if (!checked.hasErrors()) {
        assertSurvives(checked, folder.resolve("written.zip"));
      }
    }
  }

  private static void assertSurvives(CheckedBundle checked, Path target) throws IOException {
    new BundleWriter().writeZip(checked.definition().orElseThrow(), checked.content(), target);
    try (var written = BundleSource.open(target, ArchiveLimits.forBundles())) {
      CheckedBundle again = new BundleReader(SampleBundle.CLOCK).read(written);
      assertThat(again.definition())
          .as("%s", FindingText.render(again.findings()))
          .isEqualTo(checked.definition());
    }
  }

  @Override
  public Stream<byte[]> seeds() throws IOException {
    return Seeds.definitions().map(text -> text.getBytes(StandardCharsets.UTF_8));
  }
}
