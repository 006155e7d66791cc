package dev.assay.bundle.competition;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Whom the organiser has named beforehand. Both are sets, kept sorted so that equal ones are equal.
 *
 * @param whitelistEmails in small letters; whoever has one of them takes part without waiting
 * @param collaborators user names of those who organise the competition too
 */
public record People(List<String> whitelistEmails, List<String> collaborators) {
  /** Nobody is named. */
  public static final People NOBODY = new People(List.of(), List.of());

  public People {
    whitelistEmails =
        sorted(whitelistEmails.stream().map(email -> email.toLowerCase(Locale.ROOT)).toList());
    collaborators = sorted(collaborators);
  }

  /** Whether a text can be an e-mail address. */
  public static boolean isEmail(String text) {
    return Presentation.isEmail(text);
  }

  private static List<String> sorted(Collection<String> names) {
    return List.copyOf(new TreeSet<>(names));
  }
}
