package dev.assay.engine.testing;

/** What runs in a fake container. An exception is printed on its stderr and exits with 1. */
@FunctionalInterface
public interface FakeProgram {

  /** Runs to its end and returns the exit code. */
  int run(FakeProcess process) throws Exception;
}
