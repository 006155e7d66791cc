package dev.assay.server.competitions.imports;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.competitions.BundleImportView;
import dev.assay.server.competitions.BundleUploadView;
import dev.assay.server.storage.Storage;
import dev.assay.server.web.Finding;
import dev.assay.server.web.Screen;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Uploading a bundle, and watching what becomes of it. */
@Controller
final class BundlePages {
  private final CurrentAccount current;
  private final BundleUploads uploads;
  private final ImportSettings settings;

  BundlePages(CurrentAccount current, BundleUploads uploads, ImportSettings settings) {
    this.current = current;
    this.uploads = uploads;
    this.settings = settings;
  }

  @GetMapping("/bundles/new")
  ModelAndView form() {
    current.require();
    return form(List.of());
  }

  @PostMapping("/bundles")
  ModelAndView upload(@RequestParam(name = "file", required = false) @Nullable MultipartFile file)
      throws IOException {
    var account = current.require();
    if (file == null || file.isEmpty()) {
      return form(
          List.of(Finding.error("No file came with the form.", "Choose the zip of the bundle.")));
    }
    try (var bytes = file.getInputStream()) {
      return redirect(uploads.upload(account, bytes, BundleIntake.fileName(file)));
    } catch (Storage.TooLarge e) {
      return form(List.of(tooLarge(e)));
    }
  }

  /** The same for the page's script, which shows progress and reads an answer of its own. */
  @PostMapping(path = "/bundles", headers = "X-Requested-With=fetch")
  @ResponseBody
  ResponseEntity<Map<String, Object>> uploadByScript(
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
      @RequestParam(name = "upload", required = false) @Nullable String upload)
      throws IOException {
    var account = current.require();
    if (upload != null) {
      return uploads
          .upload(account, upload)
          .map(id -> ResponseEntity.ok(Map.<String, Object>of("location", "/bundles/" + id)))
          .orElseGet(() -> refused("The upload is not whole, or has expired.", "Send it again."));
    }
    if (file == null || file.isEmpty()) {
      return refused("No file came with the form.", "Choose the zip of the bundle.");
    }
    try (var bytes = file.getInputStream()) {
      var id = uploads.upload(account, bytes, BundleIntake.fileName(file));
      return ResponseEntity.ok(Map.of("location", "/bundles/" + id));
    } catch (Storage.TooLarge e) {
      var problem = tooLarge(e);
      return refused(problem.cause(), problem.fix());
    }
  }

  private static ResponseEntity<Map<String, Object>> refused(String error, String fix) {
    return ResponseEntity.unprocessableContent().body(Map.of("error", error, "fix", fix));
  }

  private static Finding tooLarge(Storage.TooLarge e) {
    return Finding.error(
        BundleIntake.refusal(e),
        "Leave out what no run needs, or ask the person who runs this site for a higher limit.");
  }

  private ModelAndView form(List<Finding> problems) {
    var view = new BundleUploadView(settings.maxBundleSize().toBytes(), problems);
    return Screen.page(view, problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @GetMapping("/bundles/{id}")
  ModelAndView show(@PathVariable long id) {
    var work = find(id, current.require());
    return Screen.page(new BundleImportView(ImportStates.view(work, uploads.file(work))));
  }

  @GetMapping("/bundles/{id}/state")
  ModelAndView state(@PathVariable long id) {
    var work = find(id, current.require());
    return Screen.fragment(ImportStates.view(work, uploads.file(work)));
  }

  @PostMapping("/bundles/{id}/retry")
  ModelAndView retry(@PathVariable long id) {
    var work = find(id, current.require());
    uploads.retry(work.id());
    return redirect(work.id());
  }

  private BundleImport find(long id, Account account) {
    return uploads
        .find(new ImportId(id), account)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static ModelAndView redirect(ImportId id) {
    return new ModelAndView(new RedirectView("/bundles/" + id, true, false));
  }
}
