package dev.assay.server.web;

import dev.assay.server.web.samples.Samples;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The looks of the site without the site: every sample page at {@code /sample/NAME}, every
 * component at {@code /styleguide}, with the real headers. For looking and for browser tests. It
 * bears no stereotype, lest the site's own tests find it by scanning.
 */
@ImportAutoConfiguration({
  TomcatServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  WebMvcAutoConfiguration.class,
  ErrorMvcAutoConfiguration.class,
  HttpMessageConvertersAutoConfiguration.class,
  MultipartAutoConfiguration.class
})
@Import({WebConfiguration.class, StyleguidePages.class, SampleSite.class})
class StyleguideApplication {

  public static void main(String[] arguments) {
    start(arguments.length == 0 ? 8090 : Integer.parseInt(arguments[0]));
  }

  static ConfigurableApplicationContext start(int port) {
    var application = new SpringApplication(StyleguideApplication.class);
    application.setDefaultProperties(
        Map.of(
            "spring.config.name",
            "styleguide", // none of the site's own settings
            "server.address",
            "127.0.0.1",
            "server.port",
            port,
            "server.compression.enabled",
            true,
            "assay.styleguide",
            true,
            "assay.samples",
            true,
            "spring.main.banner-mode",
            "off"));
    return application.run();
  }

  @Bean
  Clock clock() {
    return Clock.fixed(Samples.NOW, ZoneOffset.UTC);
  }

  @Bean
  CurrentViewer currentViewer() {
    return () ->
        RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                && attributes.getRequest().getRequestURI().contains("/visitor-")
            ? Optional.empty()
            : Optional.of(new Viewer("ada", true, false));
  }

  @Bean
  Filter headers() {
    return (request, response, chain) -> {
      ((HttpServletResponse) response)
          .setHeader("Content-Security-Policy", SiteHeaders.CONTENT_SECURITY_POLICY);
      ((HttpServletRequest) request)
          .setAttribute(
              CsrfToken.class.getName(), new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "sample"));
      chain.doFilter(request, response);
    };
  }
}
