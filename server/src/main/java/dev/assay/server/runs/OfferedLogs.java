package dev.assay.server.runs;

import dev.assay.contract.LogStream;
import dev.assay.server.kernel.EvaluationId;
import java.util.List;
import java.util.Map;

/**
 * Logs of attempts that came of offers: pieces have no numbers, and come in whatever state it is.
 */
public interface OfferedLogs {

  /** A remark on the attempt, in its log. */
  void say(Offer offer, String line);

  /** The same, of which once is enough: several processes may come to say it. */
  void remark(Offer offer, String line);

  /** Something a program printed. */
  void print(Offer offer, LogStream stream, byte[] bytes);

  /** Puts whole streams in the place of what was heard of them before. */
  void replace(Offer offer, Map<LogStream, byte[]> whole);

  /** Whether anything of this stream is known. */
  boolean has(Offer offer, LogStream stream);

  /** The last lines of a stream, of the last attempt that printed any. */
  List<String> lastLines(EvaluationId evaluation, LogStream stream, int most);
}
