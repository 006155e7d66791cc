package dev.assay.server.submissions;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests of one site, each with competitions and people of its own. */
abstract class OnSubmissions {
  static SubmissionsBed bed;

  @BeforeAll
  static void openSite() throws Exception {
    bed = new SubmissionsBed();
  }

  @AfterAll
  static void closeSite() {
    bed.close();
  }
}
