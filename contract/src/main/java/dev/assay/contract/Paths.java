package dev.assay.contract;

/** Where the site answers workers. */
public final class Paths {
  public static final String BASE = "/api/worker/v1";
  public static final String CLAIM = BASE + "/claim";
  public static final String GOODBYE = BASE + "/goodbye";

  private Paths() {}

  /** Takes a {@link Heartbeat}. */
  public static String heartbeat(long attempt) {
    return BASE + "/attempts/" + attempt + "/heartbeat";
  }

  /** Takes a {@link LogChunk}. */
  public static String logs(long attempt) {
    return BASE + "/attempts/" + attempt + "/logs";
  }

  /** Takes {@link PredictionsStored}. */
  public static String predictions(long attempt) {
    return BASE + "/attempts/" + attempt + "/predictions";
  }

  /** Takes an {@link AttemptResult}. */
  public static String result(long attempt) {
    return BASE + "/attempts/" + attempt + "/result";
  }

  /** Takes a {@link Release}. */
  public static String release(long attempt) {
    return BASE + "/attempts/" + attempt + "/release";
  }
}
