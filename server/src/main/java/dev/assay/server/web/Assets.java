package dev.assay.server.web;

/** Turns the name of a stylesheet, script, font or picture into its address. */
@FunctionalInterface
public interface Assets {

  /** The address of a file below {@code /assets/}, with the hash of its content. */
  String url(String path);
}
