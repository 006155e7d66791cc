package dev.assay.contract;

/** Where the site answers workers. */
public final class Paths {
  public static final String BASE = "/api/worker/v1";
  public static final String CLAIM = BASE + "/claim";
  public static final String GOODBYE = BASE + "/goodbye";

  private Paths() {}

  public static String heartbeat(long attempt) {
    return BASE + "/attempts/" + attempt + "/heartbeat";
  }

  public static String logs(long attempt) {
    return BASE + "/attempts/" + attempt + "/logs";
  }

  public static String predictions(long attempt) {
    return BASE + "/attempts/" + attempt + "/predictions";
  }

  public static String result(long attempt) {
    return BASE + "/attempts/" + attempt + "/result";
  }

  public static String release(long attempt) {
    return BASE + "/attempts/" + attempt + "/release";
  }
}
