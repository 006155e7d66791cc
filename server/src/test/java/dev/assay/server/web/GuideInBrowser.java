package dev.assay.server.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.assay.server.testing.Chromium;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The styleguide in a real browser. What the browser complains about is collected. */
final class GuideInBrowser implements AutoCloseable {
  private final ConfigurableApplicationContext guide = StyleguideApplication.start(0);
  private final Chromium chromium = new Chromium();
  final List<String> complaints = new ArrayList<>();

  /** A fresh profile of one width and theme. */
  BrowserContext look(int width, ColorScheme theme) {
    return context(
        new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(theme));
  }

  /** A window whose page has room for so many pixels, each drawn as several. */
  BrowserContext magnified(int width, double times) {
    return context(
        new Browser.NewContextOptions().setViewportSize(width, 450).setDeviceScaleFactor(times));
  }

  /** Of somebody who asked their system for less motion. */
  BrowserContext still() {
    return context(new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
  }

  BrowserContext withoutScript() {
    return context(new Browser.NewContextOptions().setJavaScriptEnabled(false));
  }

  private BrowserContext context(Browser.NewContextOptions options) {
    return chromium.context(
        options.setBaseURL("http://127.0.0.1:" + port()).setLocale("en-GB").setTimezoneId("UTC"));
  }

  /** A page that reports its errors here. */
  Page open(BrowserContext context, String path) {
    var page = Chromium.open(context, complaints);
    page.navigate(path);
    return page;
  }

  private int port() {
    var server = ((WebServerApplicationContext) guide).getWebServer();
    return Objects.requireNonNull(server).getPort();
  }

  @Override
  public void close() {
    chromium.close();
    guide.close();
  }
}
