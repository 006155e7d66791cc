package dev.assay.bundle.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.ZipBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderZipTest {
  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void make_a_folder() throws IOException {
    folder = Files.createDirectories(temp.resolve("program"));
    Files.writeString(folder.resolve("b.py"), "print()");
    Files.writeString(folder.resolve(".hidden"), "x");
    Files.createDirectory(folder.resolve("empty"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("/etc/passwd"));
  }

  @Test
  void content_stands_at_the_root_with_hidden_files_and_empty_folders() throws IOException {
    FolderZip.write(folder, temp.resolve("out.zip"));
    try (var source = BundleSource.open(temp.resolve("out.zip"), ArchiveLimits.forBundles())) {
      assertThat(source.findings()).isEmpty();
      assertThat(source.entries())
          .extracting(SourceEntry::path)
          .containsExactly(".hidden", "b.py", "empty");
      assertThat(source.open("b.py").readAllBytes()).asString().isEqualTo("print()");
    }
  }

  @Test
  void equal_content_gives_equal_bytes() throws IOException {
    FolderZip.write(folder, temp.resolve("one.zip"));
    Files.setLastModifiedTime(
        folder.resolve("b.py"), FileTime.from(Instant.ofEpochSecond(1_700_000_000)));
    FolderZip.write(folder, temp.resolve("two.zip"));
    assertThat(temp.resolve("one.zip")).hasSameBinaryContentAs(temp.resolve("two.zip"));
  }

  @Test
  void a_folder_inside_a_zip_gives_the_same_bytes_as_on_disk() throws IOException {
    var zip = new ZipBuilder().file("p/b.py", "print()").file("p/.hidden", "x").folder("p/empty");
    Path bundle = zip.write(temp.resolve("bundle.zip"));
    try (var source = BundleSource.open(bundle, ArchiveLimits.forBundles())) {
      FolderZip.write(source.within("p"), temp.resolve("one.zip"));
    }
    FolderZip.write(folder, temp.resolve("two.zip"));
    assertThat(temp.resolve("one.zip")).hasSameBinaryContentAs(temp.resolve("two.zip"));
  }

  @Test
  void a_folder_is_seen_as_its_zip_would_be() throws IOException {
    try (var source = BundleSource.open(folder, ArchiveLimits.forBundles())) {
      assertThat(source.findings()).singleElement().matches(f -> f.code() == FindingCode.ARC_05);
      assertThat(source.entry("link")).isEmpty();
      assertThat(source.entry("empty")).get().matches(SourceEntry::isFolder);
    }
  }
}
