package dev.assay.server.web;

import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import dev.assay.server.queues.QueueView;
import dev.assay.server.submissions.SubmissionView;
import dev.assay.server.web.samples.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Answers for the sample pages: what the scripts ask a real site for. Only in the styleguide: the
 * site's own tests have these classes on their path too.
 */
@Controller
@ConditionalOnProperty("assay.samples")
final class SampleSite {

  private final Templates templates;

  SampleSite(Templates templates) {
    this.templates = templates;
  }

  @GetMapping("/sample/{name}")
  ModelAndView sample(@PathVariable String name) {
    var view = Samples.all().get(name);
    if (view == null) {
      throw new ResponseStatusException(NOT_FOUND);
    }
    return Screen.page(view);
  }

  @GetMapping("/submissions/{id}/state")
  ModelAndView state() {
    return Screen.fragment(submission("submission-running").state());
  }

  @GetMapping("/queues/{id}/state")
  ModelAndView queue() {
    return Screen.fragment(
        ((QueueView) Objects.requireNonNull(Samples.all().get("queue"))).state());
  }

  /** The first connection breaks off after two lines, the second tells the rest. */
  @GetMapping("/submissions/{id}/log/stream")
  SseEmitter stream(@RequestHeader(name = "Last-Event-ID", defaultValue = "") String last)
      throws IOException {
    var emitter = new SseEmitter();
    if (last.isEmpty()) {
      emitter.send(log("18", "predict.ingestion.stdout", "first half\u001b[3"));
      emitter.send(log("19", "predict.ingestion.stdout", "2mgreen\u001b[0m <i>text</i>\n"));
      emitter.complete();
      return emitter;
    }
    emitter.send(log("20", "score.program.stdout", "resumed behind " + last + "\n"));
    emitter.send(
        SseEmitter.event()
            .name("state")
            .data(templates.render(submission("submission-scored").state())));
    emitter.send(SseEmitter.event().name("end").data("{}"));
    emitter.complete();
    return emitter;
  }

  @PostMapping({"/competitions/{id}/submit", "/bundles", "/styleguide"})
  @ResponseBody
  ResponseEntity<Map<String, Object>> upload(
      @RequestParam MultipartFile file, @RequestHeader("X-CSRF-TOKEN") String token)
      throws IOException {
    var text = new String(file.getBytes(), StandardCharsets.UTF_8);
    if (text.contains("refuse me")) {
      var finding = Map.of("cause", "The site found a fault.", "fix", "Correct it.");
      return ResponseEntity.status(UNPROCESSABLE_CONTENT)
          .body(Map.of("error", "Refused", "findings", List.of(finding)));
    }
    return ResponseEntity.ok(Map.of("location", "/sample/submission-running?token=" + token));
  }

  private static SseEmitter.SseEventBuilder log(String id, String stream, String text) {
    var json =
        "{\"stream\":\"%s\",\"text\":\"%s\"}"
            .formatted(stream, text.replace("\u001b", "\\u001b").replace("\n", "\\n"));
    return SseEmitter.event().id(id).name("log").reconnectTime(50).data(json);
  }

  private static SubmissionView submission(String name) {
    return (SubmissionView) Objects.requireNonNull(Samples.all().get(name));
  }
}
