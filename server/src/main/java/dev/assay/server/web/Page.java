package dev.assay.server.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the layout shows around every page. */
public record Page(@Nullable Viewer viewer, @Nullable Csrf csrf, Instant now, Assets assets) {

  /** The hashed address of a file below {@code /assets/}. */
  public String asset(String path) {
    return assets.url(path);
  }

  /** Whether somebody is logged in. */
  public boolean isSignedIn() {
    return viewer != null;
  }
}
