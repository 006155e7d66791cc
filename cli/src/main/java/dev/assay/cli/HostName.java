package dev.assay.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This machine's own name, without asking any name server. */
final class HostName {
  private HostName() {}

  static String find() {
    try {
      var name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
      return name.isEmpty() ? "worker" : name;
    } catch (IOException _) {
      return "worker";
    }
  }
}
