package dev.assay.server.web;

/** The token that every form and every htmx request carries. */
public record Csrf(String parameter, String header, String token) {

  /** Value of {@code hx-headers} on the body. */
  public String headersAsJson() {
    return "{\"%s\":\"%s\"}".formatted(header, token);
  }
}
