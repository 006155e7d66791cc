package dev.assay.server.web;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Every component on one page, for whoever works on them ({@code assay.styleguide=true}). */
@Controller
@ConditionalOnProperty("assay.styleguide")
final class StyleguidePages {

  private final Clock clock;

  StyleguidePages(Clock clock) {
    this.clock = clock;
  }

  @GetMapping("/styleguide")
  ModelAndView show() {
    return Screen.page(new StyleguideView(clock.instant()));
  }
}
