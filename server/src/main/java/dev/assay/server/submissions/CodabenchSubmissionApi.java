package dev.assay.server.submissions;

import dev.assay.contract.Json;
import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.CurrentAccount;
import dev.assay.server.kernel.SubmissionId;
import dev.assay.server.submissions.FactSheets.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What scripts written for Codabench change of a submission, at Codabench's addresses and with its
 * answers; the rules are those of {@link PublicSubmissions} and {@link FactSheets}. An id may be
 * that of an evaluation, which Codabench calls a child submission.
 */
@RestController
final class CodabenchSubmissionApi {
  /** What the site takes for an API token; a wrong one has been refused before. */
  private static final Pattern TOKEN = Pattern.compile("(Bearer|Token) ");

  private final PublicSubmissions publics;
  private final FactSheets sheets;
  private final JdbcSubmissions submissions;
  private final CurrentAccount current;

  CodabenchSubmissionApi(
      PublicSubmissions publics,
      FactSheets sheets,
      JdbcSubmissions submissions,
      CurrentAccount current) {
    this.publics = publics;
    this.sheets = sheets;
    this.submissions = submissions;
    this.current = current;
  }

  @PostMapping({
    "/api/submissions/{id}/toggle_public/",
    "/api/submissions/{id}/toggle_public",
  })
  ResponseEntity<?> toggle(@PathVariable long id) {
    return known(id, this::toggled);
  }

  /**
   * Codabench's own way. Only with a token: a session would come along with any link that somebody
   * is led to.
   */
  @GetMapping({
    "/api/submissions/{id}/toggle_public/",
    "/api/submissions/{id}/toggle_public",
  })
  ResponseEntity<?> toggleByGet(
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String credentials) {
    if (credentials == null || !TOKEN.matcher(credentials).lookingAt()) {
      return ResponseEntity.status(HttpStatus.METHOD_NOT_ALLOWED)
          .header(HttpHeaders.ALLOW, "POST")
          .body(detail("Use POST: without an API token nothing is changed by a GET."));
    }
    return toggle(id);
  }

  private ResponseEntity<?> toggled(Account by, SubmissionId id) {
    var answer = publics.isPublic(id) ? publics.withdraw(by, id) : publics.publish(by, id);
    return switch (answer) {
      case Answer.Done() -> ResponseEntity.ok(Map.of());
      case Answer.Unknown() -> unknown();
      case Answer.Refused(var why) -> refused(why);
    };
  }

  /**
   * @param body all answers as a JSON object by the keys of the questions, or that object as a text
   */
  @PatchMapping({
    "/api/submissions/{id}/update_fact_sheet/",
    "/api/submissions/{id}/update_fact_sheet",
  })
  ResponseEntity<?> answer(@PathVariable long id, @RequestBody String body) {
    return known(id, (by, submission) -> answered(by, submission, body));
  }

  private ResponseEntity<?> answered(Account by, SubmissionId id, String body) {
    var answers = AnswersJson.read(unquoted(body));
    if (answers.isEmpty()) {
      return ResponseEntity.badRequest().body(detail(AnswersJson.FORM));
    }
    return switch (sheets.change(by, id, answers.get())) {
      case Outcome.Kept() -> ResponseEntity.ok(Map.of());
      case Outcome.Unknown() -> unknown();
      case Outcome.Closed(var why) -> refused(why);
      case Outcome.Refused(var why) ->
          ResponseEntity.badRequest().body(Map.of("non_field_errors", List.of(why)));
    };
  }

  /** Codabench's page sends the object as a text of JSON within JSON. */
  private static String unquoted(String body) {
    try {
      return Optional.of(Json.MAPPER.readTree(body))
          .filter(JsonNode::isString)
          .map(JsonNode::stringValue)
          .orElse(body);
    } catch (JacksonException e) {
      return body;
    }
  }

  private ResponseEntity<?> known(
      long id, BiFunction<Account, SubmissionId, ResponseEntity<?>> wish) {
    var by = current.find();
    if (by.isEmpty()) {
      return refused("Authentication credentials were not provided.");
    }
    var submission = submissions.ofAny(id);
    return submission.isEmpty() ? unknown() : wish.apply(by.get(), submission.get());
  }

  private static ResponseEntity<?> unknown() {
    return ResponseEntity.status(HttpStatus.NOT_FOUND).body(detail("Not found."));
  }

  private static ResponseEntity<?> refused(String why) {
    return ResponseEntity.status(HttpStatus.FORBIDDEN).body(detail(why));
  }

  private static Map<String, String> detail(String why) {
    return Map.of("detail", why);
  }
}
