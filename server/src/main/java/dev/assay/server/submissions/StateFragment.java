package dev.assay.server.submissions;

import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.runs.StateFragments;
import dev.assay.server.web.Templates;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The part of a submission's page that changes, for the event stream beside the log. */
@Component
class StateFragment implements StateFragments {
  private final JdbcSubmissions submissions;
  private final Readers readers;
  private final StateViews views;
  private final Templates templates;

  StateFragment(
      JdbcSubmissions submissions, Readers readers, StateViews views, Templates templates) {
    this.submissions = submissions;
    this.readers = readers;
    this.views = views;
    this.templates = templates;
  }

  @Override
  public String html(@Nullable Account reader, SubmissionId submission) {
    var found = submissions.find(submission).orElseThrow();
    return templates.render(views.of(found, readers.reader(reader, found)));
  }
}
