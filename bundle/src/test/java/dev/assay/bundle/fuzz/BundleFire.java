package dev.assay.bundle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.SampleBundle;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.SafeUnpack;
import dev.assay.bundle.archive.Strictness;
import dev.assay.bundle.lint.Lint;
import dev.assay.bundle.lint.LintReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Bundles get a verdict, and the same one as a zip and as the folder it unpacks to. */
final class BundleFire implements FuzzTarget.Fire {
  /** Of both, since findings name it. */
  private static final String NAME = "bundle";

  private final Lint lint = new Lint(SampleBundle.CLOCK);

  @Override
  public void at(byte[] input, Path folder) throws IOException {
    Path zip =
        Files.write(
            Files.createDirectory(folder.resolve("packed")).resolve(NAME), FileList.zip(input));
    LintReport report = lint.check(zip);
    assertThat(report.text()).endsWith(")\n");
    assertThat(report.json()).contains(report.isAccepted() ? "true" : "false");
    YamlFire.assertReportable(report.findings());
    boolean passesCodabench = lint.forCodabench().check(zip).isAccepted();
    assertThat(report.isAccepted() || !passesCodabench).isTrue();
    Path target = Files.createDirectory(folder.resolve("unpacked")).resolve(NAME);
    var unpacked =
        new SafeUnpack(ArchiveLimits.forBundles(), Strictness.STRICT).unpack(zip, target);
    if (unpacked.findings().isEmpty()) {
      assertThat(lint.check(target).findings()).isEqualTo(report.findings());
    }
  }

  @Override
  public Stream<byte[]> seeds() throws IOException {
    return Stream.concat(Seeds.quirkyZips(), Seeds.sampleZips()).map(FileList::of);
  }
}
