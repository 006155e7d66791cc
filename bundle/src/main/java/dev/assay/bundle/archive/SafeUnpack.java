package dev.assay.bundle.archive;

import dev.assay.bundle.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Unpacks archives into fresh folders, all or nothing.
 *
 * <p>Files are written into a sibling of the target that is renamed at the end, so the target
 * either does not exist or is complete, whatever happens in between.
 */
public final class SafeUnpack {
  private static final String PLAIN = "rw-r--r--";
  private static final String RUNNABLE = "rwxr-xr-x";

  private final ArchiveLimits limits;
  private final Strictness strictness;

  public SafeUnpack(ArchiveLimits limits, Strictness strictness) {
    this.limits = limits;
    this.strictness = strictness;
  }

  /**
   * Unpacks a zip, or copies a folder in the same way.
   *
   * @param target must not exist; its parent must
   * @return what was found; with an error among it, the target was not made
   * @throws IOException if this machine cannot read or write, which is nobody's bundle's fault
   */
  public Unpacked unpack(Path zipOrFolder, Path target) throws IOException {
    try (BundleSource source = BundleSource.open(zipOrFolder, limits, strictness)) {
      return unpack(source, target);
    }
  }

  /** Unpacks a source that is open already; its own findings are part of the result. */
  public static Unpacked unpack(BundleSource source, Path target) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    if (source.findings().stream().anyMatch(Finding::isError)) {
      return new Unpacked(source.findings(), 0, 0);
    }
    Path parent = target.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("the root of the file system cannot be a target");
    }
    Path draft = Files.createTempDirectory(parent, ".unpacking-");
    try {
      Unpacked unpacked = write(source, draft);
      if (unpacked.isComplete()) {
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString(RUNNABLE));
        publish(draft, target);
      }
      return unpacked;
    } finally {
      DeleteTree.delete(draft);
    }
  }

  private static Unpacked write(BundleSource source, Path draft) throws IOException {
    List<Finding> findings = new ArrayList<>(source.findings());
    long files = 0;
    long bytes = 0;
    try {
      for (SourceEntry entry : source.entries()) {
        Path place = draft.resolve(entry.path());
        if (entry.isFolder()) {
          Files.createDirectories(place);
          Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(RUNNABLE));
        } else {
          bytes += writeFile(source, entry, place);
          files++;
        }
      }
    } catch (ArchiveFault fault) {
      findings.add(fault.finding());
    }
    return new Unpacked(findings, files, bytes);
  }

  private static long writeFile(BundleSource source, SourceEntry entry, Path place)
      throws IOException {
    try (InputStream content = source.open(entry.path());
        OutputStream out = Files.newOutputStream(place, StandardOpenOption.CREATE_NEW)) {
      long bytes = content.transferTo(out);
      String mode = entry.isExecutable() ? RUNNABLE : PLAIN;
      Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(mode));
      return bytes;
    }
  }

  private static void publish(Path draft, Path target) throws IOException {
    try {
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("the folder beside " + target + " is on another file system", e);
    }
  }
}
