package dev.assay.server.web.samples;

import dev.assay.server.accounts.ConfirmAddressView.State;
import dev.assay.server.web.ErrorView;
import dev.assay.server.web.PageView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The pages by name. Those whose name begins with {@code visitor-} are seen without an account. */
public final class Samples {

  /** The moment at which all samples are looked at. */
  public static final Instant NOW = Instant.parse("2026-03-11T21:40:00Z");

  private Samples() {}

  /** Each page under its name. */
  public static Map<String, PageView> all() {
    var pages = new LinkedHashMap<String, PageView>();
    pages.put("visitor-home", SampleHome.visitor());
    pages.put("home", SampleHome.signedIn());
    pages.put("home-new", SampleHome.newcomer());
    pages.put("competitions", SampleCompetitions.list());
    pages.put("visitor-competitions-empty", SampleCompetitions.emptyList());
    pages.put("competition", SampleCompetitions.overview());
    pages.put("visitor-competition", SampleCompetitions.seenByVisitor());
    pages.put("join", SampleCompetitions.join());
    pages.put("organise", SampleDesks.desk());
    pages.put("people", SampleDesks.people());
    pages.put("people-refused", SampleDesks.peopleRefused());
    pages.put("plan", SampleChanges.plan());
    pages.put("plan-running", SampleChanges.planUnderWay());
    pages.put("versions", SampleChanges.versions());
    pages.put("versions-none", SampleChanges.neverChanged());
    pages.put("exports", SampleChanges.exports());
    pages.put("upload", SampleBundles.upload());
    pages.put("bundle-running", SampleBundles.importRunning());
    pages.put("bundle-refused", SampleBundles.importRefused());
    pages.put("bundle-done", SampleBundles.importDone());
    pages.put("trials", SampleTrials.list());
    pages.put("trials-none", SampleTrials.before());
    pages.put("trial-running", SampleTrials.running());
    pages.put("trial-done", SampleTrials.done());
    pages.put("runs", SampleRuns.desk());
    pages.put("runs-refused", SampleRuns.refused());
    pages.put("rescore", SampleRuns.rescore());
    pages.put("rerun-running", SampleRuns.running());
    pages.put("migrations", SampleRuns.migrations());
    pages.put("assign-queue", SampleRuns.routing());
    pages.put("submit", SampleSubmitForms.submit());
    pages.put("submit-refused", SampleSubmitForms.submitRefused());
    pages.put("submit-closed", SampleSubmitForms.submitClosed());
    pages.put("submissions", SampleSubmissions.mine());
    pages.put("submissions-all", SampleSubmissions.everybodys());
    pages.put("submissions-none", SampleSubmissions.none());
    pages.put("submissions-public", SampleSubmissions.publicOnes());
    pages.put("submission-running", SampleSubmissions.running());
    pages.put("submission-scored", SampleSubmissions.scored());
    pages.put("submission-failed", SampleSubmissions.failed());
    pages.put("submission-deleted", SampleSubmissions.deleted());
    pages.put("leaderboard", SampleLeaderboards.digits());
    pages.put("visitor-leaderboard-empty", SampleLeaderboards.empty());
    pages.put("visitor-leaderboard-hidden", SampleLeaderboards.hidden());
    pages.put("leaderboard-one", SampleLeaderboards.single());
    pages.put("leaderboard-part", SampleLeaderboards.part());
    pages.put("leaderboard-tasks", SampleLeaderboards.tasks());
    pages.put("leaderboard-many", SampleLeaderboards.many());
    pages.put("leaderboard-audit", SampleLeaderboards.audit());
    pages.put("data", SampleLibrary.datasets());
    pages.put("tasks-empty", SampleLibrary.noTasks());
    pages.put("data-new", SampleLibrary.newDataset());
    pages.put("data-set", SampleLibrary.dataset());
    pages.put("task-new", SampleLibrary.newTask());
    pages.put("task", SampleLibrary.task());
    pages.put("phase-tasks", SampleLibrary.phaseTasks());
    pages.put("queues", SampleQueues.list());
    pages.put("queue", SampleQueues.busy());
    pages.put("queue-own", SampleQueues.own());
    pages.put("queue-refused", SampleQueues.refused());
    pages.put("queue-empty", SampleQueues.withoutWorkers());
    pages.put("visitor-login", SampleAccounts.login());
    pages.put("visitor-sign-up", SampleAccounts.signUp());
    pages.put("account", SampleAccounts.account());
    pages.put("accounts", SampleAccounts.list());
    pages.put("account-of-another", SampleAccounts.enabled());
    pages.put("account-disabled", SampleAccounts.disabled());
    pages.put("visitor-confirm-address", SampleAccounts.confirmAddress(State.ASKED));
    pages.put("visitor-confirm-address-done", SampleAccounts.confirmAddress(State.CONFIRMED));
    pages.put("visitor-confirm-address-refused", SampleAccounts.confirmAddress(State.REFUSED));
    pages.put("new-token", SampleAccounts.newToken());
    pages.put("visitor-error-404", ErrorView.of(HttpStatus.NOT_FOUND));
    pages.put("error-403", ErrorView.of(HttpStatus.FORBIDDEN));
    pages.put("error-413", ErrorView.of(HttpStatus.CONTENT_TOO_LARGE));
    pages.put("error-429", ErrorView.of(HttpStatus.TOO_MANY_REQUESTS));
    pages.put("error-500", ErrorView.of(HttpStatus.INTERNAL_SERVER_ERROR));
    return pages;
  }
}
