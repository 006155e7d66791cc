package dev.assay.bundle.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Severity;
import dev.assay.bundle.ZipBuilder;
import dev.assay.bundle.ZipBuilder.Entry;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeUnpackTest {
  private static final ArchiveLimits SMALL = new ArchiveLimits(20, 1 << 20, 5, 100, 10_000);

  @TempDir Path folder;

  @Test
  void files_hidden_files_and_empty_folders_arrive() throws IOException {
    var zip =
        new ZipBuilder()
            .file("a.txt", "one")
            .file("sub/.hidden", "two")
            .folder("empty")
            .add(Entry.file("run.sh", "#!/bin/sh").mode(0100755));
    Unpacked result = unpack(zip, Strictness.STRICT);
    assertThat(result.findings()).isEmpty();
    assertThat(result.files()).isEqualTo(3);
    assertThat(target().resolve("a.txt")).hasContent("one");
    assertThat(target().resolve("sub/.hidden")).hasContent("two");
    assertThat(target().resolve("empty")).isEmptyDirectory();
    assertThat(target().resolve("run.sh")).isExecutable();
    assertThat(Files.isExecutable(target().resolve("a.txt"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "a/../../evil",
        "/etc/evil",
        "C:/evil",
        "c:evil",
        "..\\evil",
        "\\\\host\\evil",
        "a/..",
        "x\0y"
      })
  void a_zip_entry_that_leaves_the_archive_is_refused(String name) throws IOException {
    Unpacked result =
        unpack(new ZipBuilder().file("good", "1").file(name, "2"), Strictness.TOLERANT);
    assertThat(codes(result)).contains(FindingCode.ARC_04);
    assertNothingWritten(result);
  }

  @Test
  void a_link_is_left_out_with_a_warning() throws IOException {
    Unpacked result =
        unpack(
            new ZipBuilder().file("a", "1").add(Entry.link("passwd", "/etc/passwd")),
            Strictness.TOLERANT);
    assertThat(result.isComplete()).isTrue();
    assertThat(codes(result)).containsExactly(FindingCode.ARC_05);
    assertThat(target().resolve("passwd")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(ints = {0010644, 0020644, 0060644, 0140644})
  void a_special_file_is_left_out(int mode) throws IOException {
    Unpacked result =
        unpack(new ZipBuilder().add(Entry.file("pipe", "").mode(mode)), Strictness.TOLERANT);
    assertThat(codes(result)).containsExactly(FindingCode.ARC_05);
    assertThat(target()).isEmptyDirectory();
  }

  @Test
  void of_two_entries_with_one_name_the_last_counts() throws IOException {
    Unpacked result =
        unpack(new ZipBuilder().file("a", "old").file("a", "new"), Strictness.TOLERANT);
    assertThat(codes(result)).containsExactly(FindingCode.ARC_06);
    assertThat(target().resolve("a")).hasContent("new");
  }

  @Test
  void strictness_turns_duplicates_case_clashes_and_links_into_errors() throws IOException {
    var zip =
        new ZipBuilder()
            .file("a", "1")
            .file("a", "2")
            .file("Model.py", "")
            .file("model.py", "")
            .add(Entry.link("l", "a"));
    Unpacked result = unpack(zip, Strictness.STRICT);
    assertThat(result.findings()).allMatch(Finding::isError);
    assertThat(codes(result))
        .containsExactlyInAnyOrder(FindingCode.ARC_06, FindingCode.ARC_09, FindingCode.ARC_05);
    assertNothingWritten(result);
  }

  @Test
  void folders_that_clash_in_case_are_noticed() throws IOException {
    Unpacked result =
        unpack(new ZipBuilder().file("Data/x", "").file("data/y", ""), Strictness.STRICT);
    assertThat(codes(result)).containsExactly(FindingCode.ARC_09);
  }

  @Test
  void a_name_cannot_be_a_file_and_a_folder() throws IOException {
    Unpacked one = unpack(new ZipBuilder().file("a", "").file("a/b", ""), Strictness.TOLERANT);
    assertThat(codes(one)).containsExactly(FindingCode.ARC_06);
    assertNothingWritten(one);
    Unpacked other = unpack(new ZipBuilder().file("a/b", "").file("a", ""), Strictness.TOLERANT);
    assertThat(codes(other)).containsExactly(FindingCode.ARC_06);
    assertNothingWritten(other);
  }

  @Test
  void system_files_are_ignored() throws IOException {
    var zip = new ZipBuilder().file("__MACOSX/._a", "").file("sub/.DS_Store", "").file("a", "");
    Unpacked result = unpack(zip, Strictness.STRICT);
    assertThat(result.findings()).singleElement().matches(f -> f.severity() == Severity.INFO);
    assertThat(target().resolve("__MACOSX")).doesNotExist();
    assertThat(target().resolve("sub/.DS_Store")).doesNotExist();
  }

  @Test
  void backslashes_become_folders() throws IOException {
    Unpacked result = unpack(new ZipBuilder().file("data\\x.csv", "1"), Strictness.TOLERANT);
    assertThat(codes(result)).containsExactly(FindingCode.ARC_09);
    assertThat(target().resolve("data/x.csv")).hasContent("1");
  }

  @Test
  void names_without_the_utf8_mark_are_code_page_437() throws IOException {
    var zip =
        new ZipBuilder().add(Entry.file("", "1").nameIn(Charset.forName("IBM437"), "Ergebnis_ü"));
    unpack(zip, Strictness.STRICT);
    assertThat(target().resolve("Ergebnis_ü")).hasContent("1");
  }

  @Test
  void a_name_that_is_not_the_utf8_it_claims_to_be_is_warned_of() throws IOException {
    var zip = new ZipBuilder().add(Entry.file("", "1").rawName((byte) 'a', (byte) 0xff));
    assertThat(codes(unpack(zip, Strictness.TOLERANT))).containsExactly(FindingCode.ARC_09);
  }

  @Test
  void a_zip_bomb_is_refused_by_its_ratio() throws IOException {
    Unpacked result =
        unpack(new ZipBuilder().file("zeros", new byte[1 << 19]), Strictness.TOLERANT);
    assertThat(result.findings()).singleElement().asString().contains("ARC-07", "zip bomb");
    assertNothingWritten(result);
  }

  @Test
  void a_zip_bomb_that_lies_about_its_size_stops_at_the_first_byte_too_many() throws IOException {
    var zip =
        new ZipBuilder().file("ok", "1").add(Entry.file("zeros", new byte[1 << 20]).announcing(10));
    Unpacked result = unpack(zip, Strictness.TOLERANT);
    assertThat(result.findings())
        .singleElement()
        .asString()
        .contains("zeros", "ARC-07", "10 bytes");
    assertNothingWritten(result);
  }

  @Test
  void more_bytes_than_allowed_are_refused() throws IOException {
    Unpacked result =
        unpack(
            new ZipBuilder().add(Entry.file("a", new byte[(1 << 20) + 1]).method(0)),
            Strictness.STRICT);
    assertThat(result.findings())
        .singleElement()
        .asString()
        .contains("1,048,577 bytes", "1,048,576");
    assertNothingWritten(result);
  }

  @Test
  void more_entries_than_allowed_are_refused() throws IOException {
    var zip = new ZipBuilder();
    for (int i = 0; i < 21; i++) {
      zip.file("f" + i, "");
    }
    assertThat(unpack(zip, Strictness.TOLERANT).findings())
        .singleElement()
        .asString()
        .contains("ARC-07", "21 entries", "20 are allowed");
  }

  @Test
  void an_archive_of_nothing_but_directory_is_not_read_to_its_end() throws IOException {
    var zip = new ZipBuilder();
    for (int i = 0; i < 40_000; i++) {
      zip.add(Entry.file("f" + i, "").method(0));
    }
    assertThat(unpack(zip, Strictness.TOLERANT).findings())
        .singleElement()
        .asString()
        .contains("ARC-07", "20 entries allowed");
  }

  @Test
  void folders_too_deep_are_refused() throws IOException {
    Unpacked result = unpack(new ZipBuilder().file("1/2/3/4/5/6/x", ""), Strictness.TOLERANT);
    assertThat(codes(result)).contains(FindingCode.ARC_07);
  }

  @Test
  void encrypted_entries_and_unknown_methods_are_refused() throws IOException {
    var zip =
        new ZipBuilder()
            .add(Entry.file("secret", "1").encrypted())
            .add(Entry.file("odd", "2").method(99));
    Unpacked result = unpack(zip, Strictness.TOLERANT);
    assertThat(result.findings()).hasSize(2).allMatch(f -> f.code() == FindingCode.ARC_07);
  }

  @Test
  void a_damaged_entry_leaves_nothing_behind() throws IOException {
    var zip = new ZipBuilder().file("first", "1").add(Entry.file("second", "2").crc(1));
    Unpacked result = unpack(zip, Strictness.TOLERANT);
    assertThat(result.findings())
        .singleElement()
        .asString()
        .contains("second", "ARC-01", "checksum");
    assertNothingWritten(result);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "<html>404</html>", "PK\003\004cut off", "7z¼¯"})
  void what_is_no_zip_is_refused(String content) throws IOException {
    Path file =
        Files.write(folder.resolve("x.zip"), content.getBytes(Charset.forName("ISO-8859-1")));
    Unpacked result = new SafeUnpack(SMALL, Strictness.STRICT).unpack(file, target());
    assertThat(result.findings()).singleElement().matches(f -> f.code() == FindingCode.ARC_01);
    assertNothingWritten(result);
  }

  @Test
  void a_zip_cut_off_in_the_middle_is_refused() throws IOException {
    byte[] whole = new ZipBuilder().file("a", "1".repeat(500)).bytes();
    Path file = Files.write(folder.resolve("x.zip"), Arrays.copyOf(whole, whole.length - 30));
    Unpacked result = new SafeUnpack(SMALL, Strictness.STRICT).unpack(file, target());
    assertThat(result.findings()).singleElement().asString().contains("cut off or damaged.");
  }

  @Test
  void an_existing_target_is_never_touched() throws IOException {
    Files.createDirectory(target());
    assertThatThrownBy(() -> unpack(new ZipBuilder().file("a", ""), Strictness.STRICT))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(target()).isEmptyDirectory();
  }

  private Unpacked unpack(ZipBuilder zip, Strictness strictness) throws IOException {
    return new SafeUnpack(SMALL, strictness).unpack(zip.write(folder.resolve("x.zip")), target());
  }

  private Path target() {
    return folder.resolve("target");
  }

  private void assertNothingWritten(Unpacked result) throws IOException {
    assertThat(result.isComplete()).isFalse();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString())).containsExactly("x.zip");
    }
  }

  private static List<FindingCode> codes(Unpacked result) {
    return result.findings().stream().map(Finding::code).distinct().toList();
  }
}
