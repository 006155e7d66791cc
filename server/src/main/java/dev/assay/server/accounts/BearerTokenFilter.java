package dev.assay.server.accounts;

import dev.assay.server.kernel.SecretToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes {@code Authorization: Bearer <API token>}, or {@code Token <API token>} as scripts for
 * Codabench say it; a wrong one is refused rather than treated as a visitor.
 */
final class BearerTokenFilter extends OncePerRequestFilter {
  private static final List<String> SCHEMES = List.of("Bearer ", "Token ");
  private static final String UNKNOWN =
      "This API token is unknown, expired or revoked: make a new one on your account page.";

  private final ApiTokens tokens;

  BearerTokenFilter(ApiTokens tokens) {
    this.tokens = tokens;
  }

  static boolean hasBearer(HttpServletRequest request) {
    return token(request).isPresent();
  }

  private static Optional<String> token(HttpServletRequest request) {
    var header = Optional.ofNullable(request.getHeader("Authorization"));
    return header.flatMap(
        said ->
            SCHEMES.stream()
                .filter(said::startsWith)
                .findFirst()
                .map(scheme -> said.substring(scheme.length())));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var token = token(request);
    if (token.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    var sent = SecretToken.of(token.get());
    var owner = tokens.owner(sent);
    if (owner.isEmpty()) {
      response.setStatus(401);
      response.setContentType("application/json");
      var why = tokens.isOfDisabledAccount(sent) ? PasswordLogin.DISABLED : UNKNOWN;
      response.getWriter().write("{\"error\": \"%s\"}".formatted(why));
      return;
    }
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            new AccountPrincipal(owner.get().value()), null, List.of()));
    SecurityContextHolder.setContext(context);
    chain.doFilter(request, response);
  }
}
