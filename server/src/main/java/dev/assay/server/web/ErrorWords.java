package dev.assay.server.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;

/**
 * What was wrong with a request that no feature answers itself, in words that help whoever sent it.
 * Scripts get them as {@code {"error": …, "status": …}}, the form of every refusal; {@link
 * ErrorPages} shows them to people.
 */
final class ErrorWords extends DefaultErrorAttributes {

  @Override
  public Map<String, @Nullable Object> getErrorAttributes(
      WebRequest request, ErrorAttributeOptions options) {
    var standard = super.getErrorAttributes(request, options);
    var code = standard.get("status") instanceof Integer number ? number : 500;
    var status =
        Objects.requireNonNullElse(HttpStatus.resolve(code), HttpStatus.INTERNAL_SERVER_ERROR);
    var words = new LinkedHashMap<String, @Nullable Object>();
    words.put("error", why(request, status).orElseGet(() -> inGeneral(status)));
    words.put("status", code);
    return words;
  }

  /**
   * What it was, as far as it may be told; empty where the status is all there is to say. Of what
   * is not there, nobody is told why.
   */
  Optional<String> why(WebRequest request, HttpStatus status) {
    return status.is4xxClientError() && status != HttpStatus.NOT_FOUND
        ? Optional.ofNullable(Refusal.noted(request))
            .or(() -> Optional.ofNullable(said(getError(request))))
        : Optional.empty();
  }

  private static @Nullable String said(@Nullable Throwable mistake) {
    return switch (mistake) {
      case ResponseStatusException refused -> refused.getReason();
      case MissingServletRequestPartException missing ->
          "The file is missing: choose one (the part “%s”)."
              .formatted(missing.getRequestPartName());
      case MissingServletRequestParameterException missing ->
          "“%s” is missing: give it.".formatted(missing.getParameterName());
      case MethodArgumentTypeMismatchException wrong ->
          "“%s” cannot be “%s”.".formatted(wrong.getName(), shortened(wrong.getValue()));
      case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
      case HttpRequestMethodNotSupportedException wrong ->
          "This address does not take %s, but %s."
              .formatted(wrong.getMethod(), String.join(" and ", allowed(wrong)));
      case HttpMediaTypeNotSupportedException wrong ->
          "This address does not take %s.".formatted(wrong.getContentType());
      case null, default -> null;
    };
  }

  private static String unreadable(HttpMessageNotReadableException unreadable) {
    return unreadable.getMostSpecificCause() instanceof JacksonException json
            && json.getLocation() != null
            && json.getLocation().getLineNr() > 0
        ? "The body is not the JSON that is expected here: see line %d, column %d."
            .formatted(json.getLocation().getLineNr(), json.getLocation().getColumnNr())
        : "The body is missing, or not the JSON that is expected here.";
  }

  private static String[] allowed(HttpRequestMethodNotSupportedException wrong) {
    var methods = wrong.getSupportedMethods();
    return methods == null || methods.length == 0 ? new String[] {"others"} : methods;
  }

  private static String shortened(@Nullable Object value) {
    var text = String.valueOf(value);
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  private static String inGeneral(HttpStatus status) {
    return switch (status) {
      case NOT_FOUND -> "There is no such thing, or it is not for you.";
      case UNAUTHORIZED ->
          "Say who you are: send the header Authorization: Bearer and an API token, which you make on your account page.";
      case FORBIDDEN ->
          "You may not do this. A script sends the header Authorization: Bearer and an API token.";
      default -> {
        var view = ErrorView.of(status);
        yield "%s. %s %s".formatted(view.title(), view.why(), view.whatToDo());
      }
    };
  }
}
