package dev.assay.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.testing.TestSite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class EarlyPageIT {

  @Configuration(proxyBeanMethods = false)
  static class Early {
    @Bean
    FirstVisitor firstVisitor(WebServerApplicationContext site) {
      return new FirstVisitor(site);
    }
  }

  /** Comes when the port is open and the start is not over. */
  static final class FirstVisitor implements SmartLifecycle {
    private final WebServerApplicationContext site;
    private volatile int answer;

    FirstVisitor(WebServerApplicationContext site) {
      this.site = site;
    }

    @Override
    public void start() {
      var server = site.getWebServer();
      var port = server == null ? 0 : server.getPort();
      try (var http = HttpClient.newHttpClient()) {
        var page = URI.create("http://127.0.0.1:%d/login".formatted(port));
        answer =
            http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding()).statusCode();
      } catch (IOException e) {
        throw new IllegalStateException("Nobody is there", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void stop() {}

    @Override
    public boolean isRunning() {
      return answer != 0;
    }

    @Override
    public int getPhase() {
      return Integer.MAX_VALUE;
    }
  }

  @Test
  void a_page_is_whole_as_soon_as_the_port_is_open() {
    try (var site = TestSite.start(List.of(Early.class))) {
      assertThat(site.bean(FirstVisitor.class).answer).isEqualTo(200);
    }
  }
}
