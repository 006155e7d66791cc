package dev.assay.worker;

import dev.assay.contract.codabench.BrokerUrl;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A broker that offers runs.
 *
 * @param site where to claim them, if that is not where the messages say
 * @param opened what the worker's owner opens to runs of Codabench sites, whose messages do not say
 * @param isForeign whether to run and report everything as for a Codabench site; otherwise each
 *     message says by itself which kind it is
 */
public record BrokerSource(BrokerUrl url, @Nullable URI site, boolean isForeign, Opened opened) {

  /** With nothing opened. */
  public BrokerSource(BrokerUrl url, @Nullable URI site, boolean isForeign) {
    this(url, site, isForeign, Opened.NOTHING);
  }

  /**
   * As Codabench's own worker has it always, for steps with ingestion during scoring. Participants'
   * code may then read the answers, or write its own scores.
   *
   * @param sharedOutput whether both programs write one folder of output
   * @param referenceData whether ingestion sees the reference data
   */
  public record Opened(boolean sharedOutput, boolean referenceData) {
    public static final Opened NOTHING = new Opened(false, false);
  }
}
