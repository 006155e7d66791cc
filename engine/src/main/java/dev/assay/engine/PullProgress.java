package dev.assay.engine;

/** Hears how a pull goes; called from any thread. */
@FunctionalInterface
public interface PullProgress {

  /** For callers that do not care. */
  PullProgress SILENT = message -> {};

  /** A line for people: "pulling python:3.11, 34 of 120 MB". */
  void at(String message);
}
