package dev.assay.server.uploads;

import dev.assay.server.accounts.Account;
import java.util.Map;

/** What a file may be sent for. Each feature that takes files offers one as a bean. */
public interface UploadPurpose {

  /** How the sender names it: {@code submission}, {@code bundle}. */
  String name();

  /**
   * Whether this account may begin such an upload now. It is asked before any byte is taken, and
   * promises nothing: what is sent is judged again when it is used.
   *
   * @param about what the sender said of the file, such as {@code phase}
   */
  Admission admit(Account account, Map<String, String> about);

  /** The answer. */
  sealed interface Admission {
    record Allowed(long maxBytes) implements Admission {}

    /**
     * @param status of HTTP
     */
    record Refused(int status, String message) implements Admission {}
  }
}
