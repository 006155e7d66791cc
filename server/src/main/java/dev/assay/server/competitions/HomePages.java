package dev.assay.server.competitions;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.JdbcCatalogue.Entry;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.web.HomeView;
import dev.assay.server.web.HomeView.Alert;
import dev.assay.server.web.HomeView.Excerpt;
import dev.assay.server.web.HomeView.Own;
import dev.assay.server.web.HomeView.Running;
import dev.assay.server.web.Screen;
import dev.assay.server.web.Tone;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The first page. */
@Controller
final class HomePages {
  private static final int MOST_RUNNING = 12;
  private static final int BOARDS_TO_TRY = 5;

  private final JdbcCatalogue catalogue;
  private final Competitions competitions;
  private final CurrentAccount current;
  private final HomeNeighbours neighbours;
  private final Clock clock;

  HomePages(
      JdbcCatalogue catalogue,
      Competitions competitions,
      CurrentAccount current,
      HomeNeighbours neighbours,
      Clock clock) {
    this.catalogue = catalogue;
    this.competitions = competitions;
    this.current = current;
    this.neighbours = neighbours;
    this.clock = clock;
  }

  @GetMapping("/")
  ModelAndView home() {
    var account = current.find().orElse(null);
    var open =
        catalogue.published("").stream().filter(entry -> entry.isOpenAt(clock.instant())).toList();
    return Screen.page(
        account == null
            ? new HomeView(running(open, null), excerpt(open), null)
            : signedIn(account, open));
  }

  private HomeView signedIn(Account account, List<Entry> open) {
    var mine = catalogue.of(account.id());
    var ids = mine.stream().map(Entry::id).toList();
    var others = open.stream().filter(entry -> !ids.contains(entry.id())).toList();
    var own =
        new Own(
            neighbours.latest(account),
            running(mine, account.id()),
            neighbours.drafts(account),
            alerts(mine, account));
    return new HomeView(running(others, null), null, own);
  }

  private List<Running> running(List<Entry> entries, @Nullable AccountId account) {
    return entries.stream().limit(MOST_RUNNING).map(entry -> running(entry, account)).toList();
  }

  private Running running(Entry entry, @Nullable AccountId account) {
    var phase = entry.phase();
    var open = entry.isOpenAt(clock.instant());
    return new Running(
        "/competitions/" + entry.id(),
        entry.title(),
        entry.description(),
        phase == null ? "" : phase.name(),
        phase != null && open ? phase.closes() : null,
        entry.participants(),
        account == null ? "" : standing(entry, account));
  }

  private String standing(Entry entry, AccountId account) {
    return currentPhase(entry)
        .flatMap(phase -> neighbours.rank(phase.id(), account))
        .map(rank -> "rank %d of %d".formatted(rank.rank(), rank.entries()))
        .orElse("");
  }

  private Optional<Phase> currentPhase(Entry entry) {
    var now = clock.instant();
    return competitions.phases(entry.id()).reversed().stream()
        .filter(phase -> !now.isBefore(phase.startsAt()))
        .findFirst();
  }

  /** Of the busiest competition that has something to show. */
  private @Nullable Excerpt excerpt(List<Entry> open) {
    return open.stream()
        .sorted(Comparator.comparingInt(Entry::submissions).reversed())
        .limit(BOARDS_TO_TRY)
        .flatMap(entry -> excerpt(entry).stream())
        .findFirst()
        .orElse(null);
  }

  private Optional<Excerpt> excerpt(Entry entry) {
    return competitions
        .find(entry.id())
        .flatMap(
            competition ->
                currentPhase(entry).flatMap(phase -> neighbours.excerpt(competition, phase)));
  }

  private List<Alert> alerts(List<Entry> mine, Account account) {
    var organised =
        mine.stream()
            .filter(entry -> competitions.standing(account, entry.id()).isOrganiser())
            .toList();
    var failing = organised.stream().flatMap(this::failing);
    var pending = organised.stream().filter(entry -> entry.pending() > 0).map(HomePages::pending);
    return Stream.of(failing, neighbours.alerts(account).stream(), pending)
        .flatMap(all -> all)
        .toList();
  }

  private Stream<Alert> failing(Entry entry) {
    return neighbours.alerts(entry.id()).stream()
        .map(
            line ->
                new Alert(
                    Tone.BAD,
                    "%s: %s".formatted(entry.title(), line),
                    "/competitions/" + entry.id() + "/organise/runs",
                    "Runs"));
  }

  private static Alert pending(Entry entry) {
    return new Alert(
        Tone.WAITING,
        "Waiting to be let in to %s: %d.".formatted(entry.title(), entry.pending()),
        "/competitions/" + entry.id() + "/organise",
        "Decide");
  }
}
