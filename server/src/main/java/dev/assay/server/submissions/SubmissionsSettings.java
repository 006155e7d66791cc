package dev.assay.server.submissions;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param maxBytes the largest upload taken as a submission
 */
@ConfigurationProperties("assay.submissions")
record SubmissionsSettings(@DefaultValue("1073741824") long maxBytes) {

  SubmissionsSettings {
    if (maxBytes <= 0) {
      throw new IllegalArgumentException(
          "assay.submissions.max-bytes must be positive, got " + maxBytes);
    }
  }
}
