package dev.assay.bundle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.Finding;
import dev.assay.bundle.archive.ArchiveFault;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.SafeUnpack;
import dev.assay.bundle.archive.SourceEntry;
import dev.assay.bundle.archive.Strictness;
import dev.assay.bundle.archive.Unpacked;
import dev.assay.bundle.archive.ZipCopy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Archives are unpacked whole and as listed, or not at all; so are copies of them. */
final class ArchiveFire implements FuzzTarget.Fire {
  private static final ArchiveLimits LIMITS = new ArchiveLimits(50, 100_000, 6, 50, 5_000);

  @Override
  public void at(byte[] input, Path folder) throws IOException {
    Path zip = Files.write(folder.resolve("x.zip"), input);
    Path target = folder.resolve("target");
    var strictness = input.length % 2 == 0 ? Strictness.STRICT : Strictness.TOLERANT;
    Unpacked unpacked = new SafeUnpack(LIMITS, strictness).unpack(zip, target);
    assertThat(Files.exists(target, LinkOption.NOFOLLOW_LINKS)).isEqualTo(unpacked.isComplete());
    try (BundleSource source = BundleSource.open(zip, LIMITS, strictness)) {
      if (unpacked.isComplete()) {
        assertIsOnDisk(source, target);
      }
      copy(source, folder.resolve("copy.zip"), unpacked.isComplete());
    }
  }

  private static void assertIsOnDisk(BundleSource source, Path target) throws IOException {
    List<String> listed = source.entries().stream().map(SourceEntry::path).sorted().toList();
    try (Stream<Path> files = Files.walk(target)) {
      assertThat(
              files
                  .filter(file -> !file.equals(target))
                  .map(file -> target.relativize(file).toString())
                  .sorted())
          .isEqualTo(listed);
    }
    for (SourceEntry entry : source.entries()) {
      Path file = target.resolve(entry.path());
      boolean isAsListed =
          entry.isFolder()
              ? Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
              : Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                  && Files.size(file) == entry.size();
      assertThat(isAsListed).as(entry.path()).isTrue();
    }
  }

  private static void copy(BundleSource source, Path file, boolean isSound) throws IOException {
    if (source.findings().stream().anyMatch(Finding::isError)) {
      return;
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      ZipCopy.write(source, out);
    } catch (ArchiveFault fault) {
      assertThat(isSound).as("%s", fault.finding()).isFalse();
      return;
    }
    try (BundleSource copy = BundleSource.open(file, LIMITS)) {
      assertThat(List.copyOf(copy.entries())).isEqualTo(List.copyOf(source.entries()));
    }
  }

  @Override
  public Stream<byte[]> seeds() throws IOException {
    return Stream.concat(Seeds.quirkyZips(), Seeds.sampleZips());
  }
}
