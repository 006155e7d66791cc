package dev.assay.bundle.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.bundle.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipCopyTest {
  private static final String TEXT = "the same words again and again, ".repeat(400);

  @TempDir Path temp;

  private Path bundle() throws IOException {
    var file = temp.resolve("bundle.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      deflated(zip, "outside.txt", "not to be copied");
      deflated(zip, "data/packed.txt", TEXT);
      stored(zip, "data/deep/stored.txt", "STORED-CONTENT");
      zip.putNextEntry(new ZipEntry("data/empty/"));
      zip.closeEntry();
    }
    return file;
  }

  private static void deflated(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(UTF_8));
    zip.closeEntry();
  }

  private static void stored(ZipOutputStream zip, String name, String text) throws IOException {
    var bytes = text.getBytes(UTF_8);
    var sum = new CRC32();
    sum.update(bytes);
    var entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private static byte[] copied(Path bundle) throws IOException {
    try (var source = BundleSource.open(bundle, ArchiveLimits.forBundles())) {
      assertThat(source.findings().stream().filter(Finding::isError)).isEmpty();
      var bytes = new ByteArrayOutputStream();
      ZipCopy.write(source.within("data"), bytes);
      return bytes.toByteArray();
    }
  }

  @Test
  void a_folder_of_a_zip_becomes_a_zip_of_its_own() throws IOException {
    var copy = Files.write(temp.resolve("copy.zip"), copied(bundle()));
    var target = temp.resolve("unpacked");
    var unpacked =
        new SafeUnpack(ArchiveLimits.forBundles(), Strictness.STRICT).unpack(copy, target);
    assertThat(unpacked.findings()).isEmpty();
    assertThat(target.resolve("packed.txt")).hasContent(TEXT);
    assertThat(target.resolve("deep/stored.txt")).hasContent("STORED-CONTENT");
    assertThat(target.resolve("empty")).isDirectory();
    assertThat(unpacked.files()).isEqualTo(2);
  }

  @Test
  void the_same_folder_gives_the_same_bytes() throws IOException {
    assertThat(copied(bundle())).isEqualTo(copied(bundle()));
  }

  @Test
  void a_stored_file_that_was_altered_is_a_fault() throws IOException {
    var bytes = Files.readAllBytes(bundle());
    var at = new String(bytes, ISO_8859_1).indexOf("STORED-");
    bytes[at]++;
    var broken = Files.write(temp.resolve("broken.zip"), bytes);
    assertThatThrownBy(() -> copied(broken))
        .isInstanceOf(ArchiveFault.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void a_packed_file_that_was_altered_is_a_fault() throws IOException {
    var bytes = Files.readAllBytes(bundle());
    var name = "data/packed.txt";
    var at = new String(bytes, ISO_8859_1).indexOf(name) + name.length();
    bytes[at + 10] ^= 0x55;
    var broken = Files.write(temp.resolve("broken.zip"), bytes);
    assertThatThrownBy(() -> copied(broken)).isInstanceOf(ArchiveFault.class);
  }

  @Test
  void entries_that_share_their_bytes_are_an_error() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      stored(zip, "a", "x".repeat(5000));
      stored(zip, "b", "y");
    }
    // The directory says that b is as long as a, and begins where a does.
    var raw = bytes.toByteArray();
    var text = new String(raw, ISO_8859_1);
    var first = text.indexOf("PK\001\002");
    var second = text.indexOf("PK\001\002", first + 4);
    System.arraycopy(raw, first + 16, raw, second + 16, 12);
    System.arraycopy(raw, first + 42, raw, second + 42, 4);
    var bomb = Files.write(temp.resolve("bomb.zip"), raw);
    try (var source = BundleSource.open(bomb, ArchiveLimits.forBundles())) {
      assertThat(source.findings().stream().filter(Finding::isError).map(Finding::message))
          .anyMatch(message -> message.contains("overlap"));
    }
  }

  /** Found by fuzzing. */
  @Test
  void a_file_that_runs_into_the_directory_is_a_fault_of_the_archive() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      stored(zip, "data/a", "x");
    }
    var raw = bytes.toByteArray();
    var directory = new String(raw, ISO_8859_1).indexOf("PK\001\002");
    raw[directory + 20] = 30;
    raw[directory + 24] = 30;
    var broken = Files.write(temp.resolve("broken.zip"), raw);
    assertThatThrownBy(() -> copied(broken))
        .isInstanceOf(ArchiveFault.class)
        .hasMessageContaining("overlaps");
  }
}
