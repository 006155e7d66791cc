package dev.assay.server.submissions;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.uploads.UploadPurpose;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Submissions may come over several connections; who may not submit now sends nothing. */
@Component
class SubmissionUpload implements UploadPurpose {
  static final String NAME = "submission";

  private final Competitions competitions;
  private final Intake intake;
  private final SubmissionsSettings settings;

  SubmissionUpload(Competitions competitions, Intake intake, SubmissionsSettings settings) {
    this.competitions = competitions;
    this.intake = intake;
    this.settings = settings;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Admission admit(Account account, Map<String, String> about) {
    var phase = phase(about.getOrDefault("phase", ""));
    if (phase.isEmpty() || !competitions.standing(account, phase.get().competition()).maySee()) {
      return new Admission.Refused(
          404, "There is no phase %s.".formatted(about.getOrDefault("phase", "(none was named)")));
    }
    return intake
        .refusal(account, phase.get().id())
        .map(SubmissionUpload::refused)
        .orElseGet(() -> new Admission.Allowed(settings.maxBytes()));
  }

  private static Admission refused(Intake.Outcome outcome) {
    return switch (outcome) {
      case Intake.Outcome.Refused refused ->
          new Admission.Refused(Refusals.status(refused.reason()).value(), refused.message());
      case Intake.Outcome.Accepted accepted ->
          throw new IllegalStateException("Nothing can be accepted yet: " + accepted);
    };
  }

  private Optional<Phase> phase(String id) {
    try {
      return competitions.phase(new PhaseId(Long.parseLong(id)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
