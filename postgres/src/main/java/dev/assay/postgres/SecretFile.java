package dev.assay.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** A generated secret in a file that only its owner can read (mode 0600). */
public final class SecretFile {
  private static final int BYTES = 24;

  private SecretFile() {}

  /** The secret in {@code file}; made up and written first if there is none. */
  public static String readOrCreate(Path file) {
    if (Files.exists(file)) {
      return read(file);
    }
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    return read(file);
  }

  /** The secret, without blanks around it. */
  public static String read(Path file) {
    try {
      var secret = Files.readString(file).strip();
      if (secret.isEmpty()) {
        throw new PostgresException("The file " + file + " should hold a secret but is empty.");
      }
      return secret;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the secret in " + file, e);
    }
  }

  /** Never readable by others, not even for an instant; and whole or not there at all. */
  private static void write(Path file, String secret) {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var unfinished = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(unfinished);
      try (var out =
          FileChannel.open(
              unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
        out.write(StandardCharsets.UTF_8.encode(secret + "\n"));
        out.force(true);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the secret to " + file, e);
    }
  }
}
