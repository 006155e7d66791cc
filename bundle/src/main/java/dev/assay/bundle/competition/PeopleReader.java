package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads whom a bundle names. Codabench has both lists and does not read them from bundles; here
 * they count, and the report says whom they concern.
 */
final class PeopleReader {
  private static final String WHITELIST = "whitelist_emails";
  private static final String COLLABORATORS = "collaborators";
  private static final int MAX_NAME = 150;

  private PeopleReader() {}

  static People read(Section top, Section assay) {
    return new People(emails(owner(top, assay, WHITELIST)), helpers(top, assay));
  }

  /** Where a key stands: at the top, as Codabench calls it, else in the section {@code assay}. */
  static Section owner(Section top, Section assay, String key) {
    top.ignore(key);
    assay.ignore(key);
    return top.has(key) || !assay.has(key) ? top : assay;
  }

  private static List<String> emails(Section section) {
    List<String> emails = new ArrayList<>();
    for (Named email : names(section, WHITELIST, "Write a list of e-mail addresses.")) {
      if (Presentation.isEmail(email.text())) {
        emails.add(email.text());
      } else {
        section
            .reading()
            .report(
                FindingCode.CMP_08,
                email.node(),
                section.path(WHITELIST),
                "'" + email.text() + "' is no e-mail address.",
                "Write one such as jane@example.org.");
      }
    }
    return emails;
  }

  private static List<String> helpers(Section top, Section assay) {
    Section section = owner(top, assay, COLLABORATORS);
    List<String> names = new ArrayList<>();
    for (Named name : names(section, COLLABORATORS, "Write a list of user names.")) {
      if (Values.length(name.text()) > MAX_NAME || name.node() instanceof YamlNode.Int) {
        section
            .reading()
            .report(
                FindingCode.CMP_12,
                name.node(),
                section.path(COLLABORATORS),
                "'" + name.text() + "' is no user name; nobody gets rights by it.",
                "Write the user name, not the number of an account.");
      } else {
        names.add(name.text());
      }
    }
    if (!names.isEmpty()) {
      section.report(
          FindingCode.ASY_03,
          COLLABORATORS,
          "These get an organiser's rights, if the site has an account of that name: "
              + String.join(", ", names)
              + ".",
          "Remove those whom you do not know.");
    }
    return names;
  }

  private record Named(YamlNode node, String text) {}

  /** The items of a list, or the words of a text that names them in lines or with commas. */
  private static List<Named> names(Section section, String key, String fix) {
    YamlNode value = section.takeUnlessNull(key);
    return switch (value) {
      case null -> List.of();
      case YamlNode.Text text when hasZero(text) -> {
        wrong(section, key, text, fix);
        yield List.of();
      }
      case YamlNode.Sequence list -> {
        List<Named> named = new ArrayList<>();
        for (YamlNode item : list.items()) {
          if (item instanceof YamlNode.Scalar scalar
              && !(item instanceof YamlNode.Null)
              && !hasZero(scalar)) {
            named.add(new Named(item, scalar.raw().strip()));
          } else {
            wrong(section, key, item, fix);
          }
        }
        yield named.stream().filter(name -> !name.text().isEmpty()).toList();
      }
      case YamlNode.Text(_, var raw) -> words(raw).map(word -> new Named(value, word)).toList();
      case YamlNode other -> {
        wrong(section, key, other, fix);
        yield List.of();
      }
    };
  }

  /** No database keeps zero characters. */
  private static boolean hasZero(YamlNode.Scalar scalar) {
    return scalar.raw().indexOf('\0') >= 0;
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.split("[,;\\s]+")).filter(word -> !word.isEmpty());
  }

  private static void wrong(Section section, String key, YamlNode node, String fix) {
    section
        .reading()
        .report(
            FindingCode.CMP_10,
            node,
            section.path(key),
            "'" + key + "' cannot hold " + Values.describe(node) + ".",
            fix);
  }
}
