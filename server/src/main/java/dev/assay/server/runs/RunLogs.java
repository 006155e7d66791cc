package dev.assay.server.runs;

import dev.assay.contract.LogStream;
import dev.assay.server.kernel.SubmissionId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Reads what the programs of a submission printed. Whoever calls has asked {@link SubmissionAccess}
 * before.
 */
public interface RunLogs {

  /**
   * The end of the log of each current evaluation's last attempt, in the order of arrival, cut at
   * whole characters.
   *
   * @param mostBytes about how much to return
   */
  Extract extract(SubmissionId submission, int mostBytes);

  /** Writes the logs of all attempts, each stream whole under a heading. */
  void writeTo(SubmissionId submission, OutputStream out) throws IOException;

  /**
   * @param lastEventId where the live stream goes on ({@code ?after=}, {@code Last-Event-ID})
   * @param isCut whether earlier text was left out
   */
  record Extract(List<Piece> pieces, long lastEventId, boolean isCut) {
    public Extract {
      pieces = List.copyOf(pieces);
    }
  }

  /** Text of one stream. */
  record Piece(LogStream stream, String text) {}
}
