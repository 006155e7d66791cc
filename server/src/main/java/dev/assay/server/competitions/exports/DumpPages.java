package dev.assay.server.competitions.exports;

import dev.assay.server.competitions.CompetitionAccess;
import dev.assay.server.competitions.CompetitionAccess.Seen;
import dev.assay.server.competitions.CompetitionHeads;
import dev.assay.server.competitions.exports.Dump.Content;
import dev.assay.server.competitions.exports.DumpsView.Row;
import dev.assay.server.web.Badge;
import dev.assay.server.web.Readable;
import dev.assay.server.web.Screen;
import dev.assay.server.web.Tone;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Lets organisers take their competition along as a bundle. */
@Controller
final class DumpPages {
  private final CompetitionAccess access;
  private final CompetitionHeads heads;
  private final Dumps dumps;

  DumpPages(CompetitionAccess access, CompetitionHeads heads, Dumps dumps) {
    this.access = access;
    this.heads = heads;
    this.dumps = dumps;
  }

  @GetMapping("/competitions/{id}/dumps")
  ModelAndView show(@PathVariable long id) {
    var seen = access.organise(id);
    var head = heads.head(seen.id(), seen.account()).orElseThrow();
    return Screen.page(new ExportsView(head, view(seen)));
  }

  @GetMapping("/competitions/{id}/dumps/state")
  ModelAndView state(@PathVariable long id) {
    return Screen.fragment(view(access.organise(id)));
  }

  @PostMapping("/competitions/{id}/dumps")
  RedirectView ask(
      @PathVariable long id, @RequestParam(name = "content", defaultValue = "files") String wish) {
    var seen = access.organise(id);
    var content = wish.equals("keys") ? Content.KEYS : Content.FILES;
    dumps.ask(seen.id(), seen.account().id(), content);
    return toPage(id);
  }

  @GetMapping("/competitions/{id}/dumps/{dump}/file")
  RedirectView file(@PathVariable long id, @PathVariable long dump) {
    var link =
        dumps
            .link(find(access.organise(id), dump))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return new RedirectView(link, true, false);
  }

  @PostMapping("/competitions/{id}/dumps/{dump}/delete")
  RedirectView delete(@PathVariable long id, @PathVariable long dump) throws IOException {
    dumps.delete(find(access.organise(id), dump));
    return toPage(id);
  }

  private Dump find(Seen seen, long dump) {
    return dumps
        .find(seen.id(), dump)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private DumpsView view(Seen seen) {
    return new DumpsView(
        "/competitions/" + seen.id(), dumps.list(seen.id()).stream().map(DumpPages::row).toList());
  }

  private static Row row(Dump dump) {
    return new Row(
        dump.id(),
        dump.content() == Content.FILES ? "With all files" : "With keys",
        dump.by(),
        dump.createdAt(),
        badge(dump.state()),
        dump.state().isUnderWay() ? dump.progress() : Objects.requireNonNullElse(dump.error(), ""),
        dump.blob() == null ? "" : Readable.size(dump.size()),
        dump.state().isUnderWay());
  }

  private static Badge badge(Dump.State state) {
    return switch (state) {
      case QUEUED -> new Badge(Tone.WAITING, "Waits");
      case RUNNING -> new Badge(Tone.ACTIVE, "Being written");
      case FINISHED -> new Badge(Tone.GOOD, "Ready");
      case FAILED -> new Badge(Tone.BAD, "Failed");
    };
  }

  private static RedirectView toPage(long id) {
    return new RedirectView("/competitions/" + id + "/dumps", true, false);
  }
}
