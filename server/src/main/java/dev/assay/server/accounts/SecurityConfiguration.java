package dev.assay.server.accounts;

import dev.assay.server.kernel.ServerSettings;
import dev.assay.server.web.SiteHeaders;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * How requests are let in. Rights on things are checked by the features, since they depend on the
 * thing; here stands only how somebody proves who they are.
 */
@Configuration
class SecurityConfiguration {
  @Bean
  PasswordEncoder passwordEncoder() {
    return Passwords.encoder();
  }

  /**
   * Workers and signed storage links prove themselves by token and signature; no session, no
   * cookie.
   */
  @Bean
  @Order(1)
  @ConditionalOnWebApplication
  SecurityFilterChain machines(HttpSecurity http) throws Exception {
    return http.securityMatcher(callsOfMachines())
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(
            headers ->
                headers.contentSecurityPolicy(
                    csp -> csp.policyDirectives("sandbox; default-src 'none'")))
        .build();
  }

  /**
   * Calls that prove themselves by something else than a session, so nothing could ride on them.
   */
  private static RequestMatcher callsOfMachines() {
    var paths = PathPatternRequestMatcher.withDefaults();
    return new OrRequestMatcher(
        paths.matcher("/api/worker/**"),
        paths.matcher("/storage/**"),
        paths.matcher("/actuator/health/**"),
        paths.matcher("/actuator/health"),
        // Codabench's workers have the secret of their run.
        paths.matcher(HttpMethod.PATCH, "/api/submissions/{id}/"),
        paths.matcher(HttpMethod.PATCH, "/api/submissions/{id}"),
        paths.matcher(HttpMethod.PUT, "/api/submissions/{id}/"),
        paths.matcher(HttpMethod.PUT, "/api/submissions/{id}"),
        paths.matcher("/api/upload_submission_scores/**"),
        paths.matcher("/submission_input/**"));
  }

  @Bean
  @Order(2)
  @ConditionalOnWebApplication
  SecurityFilterChain people(
      HttpSecurity http, ApiTokens tokens, PasswordLogin login, ServerSettings settings)
      throws Exception {
    var csrfTokens = new CookieCsrfTokenRepository();
    csrfTokens.setCookieName("assay-csrf");
    csrfTokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax").secure(settings.isHttps()));
    var api = PathPatternRequestMatcher.withDefaults().matcher("/api/**");
    return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .authenticationProvider(login)
        .addFilterBefore(new BearerTokenFilter(tokens), UsernamePasswordAuthenticationFilter.class)
        .csrf(
            csrf ->
                csrf.csrfTokenRepository(csrfTokens)
                    .ignoringRequestMatchers(
                        BearerTokenFilter::hasBearer, SecurityConfiguration::isTokenExchange))
        .formLogin(
            form ->
                form.loginPage("/login")
                    .defaultSuccessUrl("/", false)
                    .failureHandler(new LoginFailure()))
        .logout(logout -> logout.logoutSuccessUrl("/").deleteCookies("assay-session"))
        .exceptionHandling(
            failures ->
                failures
                    .defaultAuthenticationEntryPointFor(
                        (_, response, _) -> response.sendError(401), api)
                    .defaultAuthenticationEntryPointFor(new LoginFirst(), request -> true)
                    .accessDeniedHandler(new OldForms()))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(
                        csp -> csp.policyDirectives(SiteHeaders.CONTENT_SECURITY_POLICY))
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
        .build();
  }

  /**
   * Carries a password in its body instead of a cookie, so there is nothing a foreign page could
   * ride on.
   */
  private static boolean isTokenExchange(HttpServletRequest request) {
    return request.getRequestURI().equals("/api/v1/tokens")
        || request.getRequestURI().equals("/api/v1/accounts");
  }
}
