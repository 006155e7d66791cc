package dev.assay.server.web;

import java.util.Optional;

/** Says for whom the present request is. The feature that knows accounts provides it. */
@FunctionalInterface
public interface CurrentViewer {

  /** Empty for a visitor. */
  Optional<Viewer> find();
}
