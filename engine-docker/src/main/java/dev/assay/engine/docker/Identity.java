package dev.assay.engine.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;

/**
 * Who unprivileged programs are. Where this process is root, or the engine maps users, they are
 * {@code nobody}, because nearly every image knows that name and programs ask for it; otherwise
 * they are who this process is, so that what they leave behind is its own.
 *
 * @param ofProcess this process's uid and gid on the host
 * @param ofPrograms the programs' uid and gid in the container
 * @param mapped whether the engine's uids are not the host's
 */
record Identity(Ids ofProcess, Ids ofPrograms, boolean mapped) {
  private static final Ids NOBODY = new Ids(65534, 65534);

  /** A user and a group. */
  record Ids(int uid, int gid) {
    @Override
    public String toString() {
      return uid + ":" + gid;
    }
  }

  /**
   * @param ownFolder a folder this process just made, which therefore shows who it is
   */
  static Identity of(Path ownFolder, boolean engineIsRootless) throws IOException {
    var own =
        new Ids(
            (Integer) Files.getAttribute(ownFolder, "unix:uid"),
            (Integer) Files.getAttribute(ownFolder, "unix:gid"));
    return new Identity(own, own.uid() == 0 || engineIsRootless ? NOBODY : own, engineIsRootless);
  }

  /** Whether unprivileged programs may write over what lies in this folder, going by its top. */
  boolean programsMayWrite(Path folder) throws IOException {
    return may(folder, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OTHERS_WRITE);
  }

  /** Whether unprivileged programs may look into this folder. */
  boolean programsMayRead(Path folder) throws IOException {
    return may(folder, PosixFilePermission.OWNER_READ, PosixFilePermission.OTHERS_READ);
  }

  private boolean may(Path folder, PosixFilePermission own, PosixFilePermission others)
      throws IOException {
    var permissions = Files.readAttributes(folder, PosixFileAttributes.class).permissions();
    var isOwner = !mapped && Files.getAttribute(folder, "unix:uid").equals(ofPrograms.uid());
    return permissions.contains(isOwner ? own : others);
  }
}
