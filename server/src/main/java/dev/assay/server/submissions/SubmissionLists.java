package dev.assay.server.submissions;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.Accounts;
import dev.assay.server.accounts.Names;
import dev.assay.server.competitions.CompetitionHead;
import dev.assay.server.competitions.Competitions;
import dev.assay.server.competitions.Phase;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.PhaseId;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.submissions.JdbcColumns.Column;
import dev.assay.server.submissions.JdbcOverviews.Overview;
import dev.assay.server.submissions.JdbcSubmissionLists.Entry;
import dev.assay.server.submissions.JdbcSubmissionLists.Wanted;
import dev.assay.server.submissions.JdbcSubmissionLists.Which;
import dev.assay.server.submissions.SubmissionListView.Filter;
import dev.assay.server.submissions.SubmissionListView.Option;
import dev.assay.server.submissions.SubmissionListView.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts a page of a list of submissions together, as its reader may see it. */
@Component
class SubmissionLists {
  private final Competitions competitions;
  private final JdbcSubmissionLists lists;
  private final JdbcColumns columns;
  private final JdbcOverviews overviews;
  private final Accounts accounts;

  SubmissionLists(
      Competitions competitions,
      JdbcSubmissionLists lists,
      JdbcColumns columns,
      JdbcOverviews overviews,
      Accounts accounts) {
    this.competitions = competitions;
    this.lists = lists;
    this.columns = columns;
    this.overviews = overviews;
    this.accounts = accounts;
  }

  /**
   * A page of a list, for programs and pages.
   *
   * @param everybody whether it is of all participants
   * @param next the id to go on before; null on the last page
   */
  record Page(
      Map<PhaseId, Phase> phases,
      Optional<Column> primary,
      boolean everybody,
      List<Entry> entries,
      Names names,
      Map<SubmissionId, Overview> overviews,
      @Nullable Long next) {

    /** Nothing of what the phase hides from whoever does not organise it. */
    @Nullable Overview shown(Entry entry, boolean isOrganiser) {
      var phase = phases.get(entry.phase());
      var overview = overviews.get(entry.id());
      if (overview == null || isOrganiser || phase == null || !phase.hideOutput()) {
        return overview;
      }
      return new Overview(null, overview.why(), overview.onLeaderboard());
    }
  }

  Page page(CompetitionId competition, Account reader, SubmissionFilter filter) {
    var phases = new LinkedHashMap<PhaseId, Phase>();
    competitions.phases(competition).forEach(phase -> phases.put(phase.id(), phase));
    var everybody = filter.wantsEverybody() && isOrganiser(reader, competition);
    var entries = entries(phases, reader, filter, everybody);
    var shown = entries.stream().limit(SubmissionFilter.PAGE).toList();
    var primary = primary(phases, filter);
    return new Page(
        phases,
        primary,
        everybody,
        shown,
        accounts.displayNames(shown.stream().map(Entry::account).distinct().toList()),
        overviews.of(shown.stream().map(Entry::id).toList(), primary.map(Column::key).orElse("")),
        entries.size() > shown.size() ? shown.getLast().id().value() : null);
  }

  boolean isOrganiser(Account reader, CompetitionId competition) {
    return competitions.standing(reader, competition).isOrganiser();
  }

  /** One more than a page, which tells whether there is another. */
  private List<Entry> entries(
      Map<PhaseId, Phase> phases, Account reader, SubmissionFilter filter, boolean everybody) {
    var account = everybody ? null : reader.id();
    if (everybody && !filter.userText().isEmpty()) {
      var user = accounts.byUsername(filter.userText());
      if (user.isEmpty()) {
        return List.of();
      }
      account = user.get().id();
    }
    var wanted =
        phases.keySet().stream()
            .filter(id -> filter.phase() == null || id.value() == filter.phase())
            .toList();
    return lists.list(
        new Wanted(
            wanted,
            account,
            filter.submissionState().orElse(null),
            which(filter, everybody),
            filter.before() == null ? Long.MAX_VALUE : filter.before(),
            SubmissionFilter.PAGE + 1));
  }

  private static Which which(SubmissionFilter filter, boolean everybody) {
    if (!everybody) {
      return Which.OWN;
    }
    return filter.wantsDeleted() ? Which.DELETED : Which.ENTRIES;
  }

  private Optional<Column> primary(Map<PhaseId, Phase> phases, SubmissionFilter filter) {
    return phases.values().stream()
        .filter(phase -> filter.phase() == null || phase.id().value() == filter.phase())
        .findFirst()
        .flatMap(
            phase -> columns.of(phase.leaderboard()).stream().filter(Column::primary).findFirst());
  }

  SubmissionListView view(CompetitionHead head, Account reader, SubmissionFilter filter) {
    var competition = new CompetitionId(head.id());
    var page = page(competition, reader, filter);
    var isOrganiser = isOrganiser(reader, competition);
    var url = head.url() + "/submissions";
    return new SubmissionListView(
        head,
        page.primary().map(Column::title).orElse("Score"),
        page.primary().map(Column::decimals).orElse(2),
        page.everybody(),
        isOrganiser,
        filter(page, filter),
        page.entries().stream().map(entry -> row(entry, page, isOrganiser)).toList(),
        filter.before() == null ? null : url + filter.parameters(null),
        page.next() == null ? null : url + filter.parameters(page.next()));
  }

  private static Filter filter(Page page, SubmissionFilter filter) {
    var phases = new ArrayList<Option>();
    phases.add(new Option("", "Every phase", filter.phase() == null));
    for (var phase : page.phases().values()) {
      var chosen = filter.phase() != null && phase.id().value() == filter.phase();
      phases.add(new Option(phase.id().toString(), phase.name(), chosen));
    }
    var states = new ArrayList<Option>();
    states.add(new Option("", "Every state", filter.submissionState().isEmpty()));
    for (var state : SubmissionState.values()) {
      var chosen = filter.submissionState().filter(state::equals).isPresent();
      states.add(new Option(state.stored(), Narration.badge(state, List.of()).word(), chosen));
    }
    if (page.everybody()) {
      states.add(new Option(SubmissionFilter.DELETED, "Deleted", filter.wantsDeleted()));
    }
    return new Filter(phases, states, filter.userText(), filter.narrows());
  }

  /** As far as a list can tell. */
  private static boolean mayDelete(Entry entry, @Nullable Overview overview) {
    return entry.state().isFinal()
        && !entry.isDeleted()
        && (overview == null || !overview.onLeaderboard());
  }

  private static Row row(Entry entry, Page page, boolean isOrganiser) {
    var phase = page.phases().get(entry.phase());
    var overview = page.shown(entry, isOrganiser);
    return new Row(
        entry.id().value(),
        page.names().of(entry.account()),
        entry.fileName(),
        phase == null ? "" : phase.name(),
        entry.receivedAt(),
        Narration.badge(entry.state(), List.of()),
        overview == null ? null : overview.score(),
        overview == null ? "" : overview.why(),
        overview != null && overview.onLeaderboard(),
        entry.isDeleted(),
        page.everybody() || mayDelete(entry, overview));
  }
}
