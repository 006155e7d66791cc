package dev.assay.server.competitions;

import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.JdbcCatalogue.Entry;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.web.Badge;
import dev.assay.server.web.Screen;
import dev.assay.server.web.Tone;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The list of published competitions and of one's own drafts. */
@Controller
final class CompetitionList {
  private final JdbcCatalogue catalogue;
  private final CurrentAccount current;
  private final Clock clock;

  CompetitionList(JdbcCatalogue catalogue, CurrentAccount current, Clock clock) {
    this.catalogue = catalogue;
    this.current = current;
    this.clock = clock;
  }

  @GetMapping("/competitions")
  ModelAndView list(@RequestParam(name = "q", defaultValue = "") String query) {
    var account = current.find();
    var search = query.strip().replace("\0", "");
    var drafts =
        search.isEmpty()
            ? account.map(one -> drafts(one.id())).orElse(List.of())
            : List.<Entry>of();
    var rows =
        Stream.concat(drafts.stream(), catalogue.published(search).stream())
            .map(entry -> row(entry, clock.instant()))
            .toList();
    return Screen.page(new CompetitionListView(rows, search, account.isPresent()));
  }

  private List<Entry> drafts(AccountId account) {
    return catalogue.of(account).stream().filter(entry -> !entry.isPublished()).toList();
  }

  private static CompetitionListView.Row row(Entry entry, Instant now) {
    var phase = entry.phase();
    var open = entry.isOpenAt(now);
    return new CompetitionListView.Row(
        entry.id().value(),
        entry.title(),
        entry.description(),
        entry.organiser(),
        state(entry, open),
        phase == null ? "" : phase.name(),
        phase == null ? null : open ? phase.closes() : phase.opens(),
        phase == null || (open && phase.closes() == null) ? "" : open ? "closes" : "opens",
        entry.participants(),
        entry.submissions());
  }

  private static Badge state(Entry entry, boolean open) {
    if (!entry.isPublished()) {
      return new Badge(Tone.NEUTRAL, "Draft");
    }
    if (open) {
      return new Badge(Tone.ACTIVE, "Open");
    }
    return entry.phase() == null
        ? new Badge(Tone.OVER, "Over")
        : new Badge(Tone.WAITING, "To come");
  }
}
