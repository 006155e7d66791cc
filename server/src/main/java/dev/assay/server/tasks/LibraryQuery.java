package dev.assay.server.tasks;

import dev.assay.server.kernel.AccountId;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for among what they may use.
 *
 * @param type of data sets; null for any
 * @param text part of name or description; empty for all
 * @param before only what is older than the thing with this id: the last one of the page before
 * @param limit at most so many
 */
public record LibraryQuery(
    AccountId account,
    Set<Reach> reaches,
    @Nullable DatasetType type,
    String text,
    long before,
    int limit) {

  public LibraryQuery {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("A page has 1 to 1000 entries, not " + limit);
    }
    reaches = Set.copyOf(reaches);
  }

  /** The newest hundred of all that an account may use. */
  public static LibraryQuery of(AccountId account) {
    return new LibraryQuery(account, EnumSet.allOf(Reach.class), null, "", Long.MAX_VALUE, 100);
  }

  /** Only what is within reach in these ways. */
  public LibraryQuery reaching(Set<Reach> wanted) {
    return new LibraryQuery(account, wanted, type, text, before, limit);
  }

  /** Only data sets of a type; null for any. */
  public LibraryQuery ofType(@Nullable DatasetType wanted) {
    return new LibraryQuery(account, reaches, wanted, text, before, limit);
  }

  /** Only what has this text in its name or description. */
  public LibraryQuery containing(String wanted) {
    return new LibraryQuery(account, reaches, type, wanted, before, limit);
  }

  /**
   * Another page.
   *
   * @param olderThan the id that the page before ended with
   * @param most from 1 to 1000
   */
  public LibraryQuery page(long olderThan, int most) {
    return new LibraryQuery(account, reaches, type, text, olderThan, most);
  }
}
