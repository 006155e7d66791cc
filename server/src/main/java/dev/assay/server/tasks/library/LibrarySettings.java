package dev.assay.server.tasks.library;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the library.
 *
 * @param maxFileSize the largest data set taken
 */
@ConfigurationProperties("assay.library")
record LibrarySettings(@DefaultValue("20GB") DataSize maxFileSize) {

  LibrarySettings {
    if (maxFileSize.toBytes() < 1) {
      throw new IllegalArgumentException(
          "assay.library.max-file-size must be positive, got " + maxFileSize);
    }
  }
}
