package dev.assay.bundle.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.ZipBuilder;
import dev.assay.bundle.ZipBuilder.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever an archive holds, it ends unpacked or refused, and nothing ever stands beside the
 * target.
 */
class ArchivePropertiesTest {
  private static final String[] PARTS = {
    "a",
    "B",
    "b",
    "..",
    ".",
    "",
    "/",
    "\\",
    "C:",
    "é",
    ".hidden",
    "a b",
    "~",
    "con",
    "\0",
    "x".repeat(300),
    "…",
    "\n",
    "__MACOSX"
  };
  private static final int[] MODES = {0100644, 0100755, 0040755, 0120777, 0010644, 0};
  private static final ArchiveLimits LIMITS = new ArchiveLimits(50, 100_000, 6, 50, 5_000);

  @TempDir Path temp;

  @Test
  void any_names_and_modes() throws IOException {
    var random = new Random(20260131);
    int unpacked = 0;
    for (int i = 0; i < 1_500; i++) {
      var zip = new ZipBuilder();
      for (int j = random.nextInt(5); j >= 0; j--) {
        int mode = MODES[random.nextInt(MODES.length)];
        zip.add(
            Entry.file(name(random), "x".repeat(random.nextInt(20)))
                .mode(mode)
                .method(random.nextBoolean() ? 8 : 0));
      }
      unpacked += check(zip.bytes(), random) ? 1 : 0;
    }
    assertThat(unpacked).isBetween(100, 1_400);
  }

  @Test
  void any_damage() throws IOException {
    byte[] good =
        new ZipBuilder()
            .file("a/b.txt", "hello ".repeat(50))
            .folder("empty")
            .file("c", "1")
            .bytes();
    var random = new Random(20260131);
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes =
          random.nextInt(4) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
      for (int j = random.nextInt(4); j >= 0 && bytes.length > 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      check(bytes, random);
    }
  }

  private static String name(Random random) {
    var name = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      name.append(PARTS[random.nextInt(PARTS.length)]);
      if (i > 0 || random.nextInt(5) == 0) {
        name.append('/');
      }
    }
    return name.toString();
  }

  private boolean check(byte[] bytes, Random random) throws IOException {
    Path zip = Files.write(temp.resolve("x.zip"), bytes);
    Path target = temp.resolve("target");
    Strictness strictness = random.nextBoolean() ? Strictness.STRICT : Strictness.TOLERANT;
    Unpacked result = new SafeUnpack(LIMITS, strictness).unpack(zip, target);
    assertThat(Files.exists(target)).isEqualTo(result.isComplete());
    if (result.isComplete()) {
      assertOnlyFilesAndFolders(target);
      DeleteTree.delete(target);
    }
    try (Stream<Path> files = Files.list(temp)) {
      assertThat(files).containsExactly(zip);
    }
    return result.isComplete();
  }

  private static void assertOnlyFilesAndFolders(Path target) throws IOException {
    try (Stream<Path> files = Files.walk(target)) {
      assertThat(files).noneMatch(Files::isSymbolicLink);
    }
  }
}
