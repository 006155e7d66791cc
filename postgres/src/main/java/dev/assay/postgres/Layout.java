package dev.assay.postgres;

import java.nio.file.Path;

/** Where everything lies below a data folder. */
record Layout(Path root) {
  static Layout below(Path dataFolder) {
    return new Layout(dataFolder.toAbsolutePath().normalize().resolve("postgres"));
  }

  Path binaries() {
    return root.resolve("binaries");
  }

  Path cluster() {
    return root.resolve("cluster");
  }

  Path logs() {
    return root.resolve("log");
  }

  Path startLog() {
    return logs().resolve("start.log");
  }

  Path portFile() {
    return root.resolve("port");
  }

  Path password() {
    return root.resolve("password");
  }

  Path superuserPassword() {
    return root.resolve("superuser-password");
  }
}
