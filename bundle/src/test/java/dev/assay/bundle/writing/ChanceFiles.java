package dev.assay.bundle.writing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.BundleReference.BundleFile;
import dev.assay.bundle.competition.BundleReference.BundleFolder;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that a random competition names, each under a name of its own. */
final class ChanceFiles {
  private final Chance chance;
  private final Path folder;
  private final boolean withKeys;
  private int files;

  /**
   * @param folder gets them
   * @param withKeys whether it may be something that a site has already instead
   */
  ChanceFiles(Chance chance, Path folder, boolean withKeys) {
    this.chance = chance;
    this.folder = folder;
    this.withKeys = withKeys;
  }

  /** A name of its own, deeper or with spaces and letters of other scripts now and then. */
  String path(String kind, String ending) {
    String prefix =
        chance.pick(new String[] {"", "", "a/", "deep/er/", "mit Leerzeichen/", "größe/"});
    return prefix + kind + "-" + files++ + ending;
  }

  void write(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  BundleReference program() throws IOException {
    if (withKeys && chance.flip()) {
      return new DatasetKey(chance.uuid());
    }
    String path = path("program", "");
    write(path + "/metadata.yaml", "command: python3 score.py\n".getBytes(UTF_8));
    write(path + "/score.py", "print(1)".getBytes(UTF_8));
    Path script = folder.resolve(path + "/score.py");
    if (chance.flip() && !script.toFile().setExecutable(true)) {
      throw new IOException("not executable: " + script);
    }
    Files.createDirectories(folder.resolve(path + "/empty"));
    return new BundleFolder(path);
  }

  BundleReference data() throws IOException {
    if (withKeys && chance.flip()) {
      return new DatasetKey(chance.uuid());
    }
    String path = path("data", chance.pick(new String[] {".zip", ".csv", ".tar.gz", ""}));
    write(path, chance.bytes(1 + chance.below(3000)));
    return new BundleFile(path);
  }
}
