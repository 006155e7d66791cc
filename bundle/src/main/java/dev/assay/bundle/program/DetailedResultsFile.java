package dev.assay.bundle.program;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** The page a scoring program wrote about its results. */
public final class DetailedResultsFile {
  private static final String NAME = "detailed_results.html";

  private DetailedResultsFile() {}

  /** {@value #NAME} if it is there, else the first page of the folder by name. */
  public static Optional<Path> find(Path output) throws IOException {
    Path named = output.resolve(NAME);
    if (isFile(named)) {
      return Optional.of(named);
    }
    Path first = null;
    try (DirectoryStream<Path> pages = Files.newDirectoryStream(output, "*.html")) {
      for (Path page : pages) {
        boolean isEarlier = first == null || page.toString().compareTo(first.toString()) < 0;
        if (isEarlier && isFile(page)) {
          first = page;
        }
      }
    }
    return Optional.ofNullable(first);
  }

  private static boolean isFile(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }
}
