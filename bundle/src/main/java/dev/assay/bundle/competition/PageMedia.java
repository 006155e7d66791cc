package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a page shows that does not come with it. Pages load nothing from other hosts, so that
 * readers get links; pictures beside the page are shown neither here nor in Codabench.
 */
final class PageMedia {
  private static final int NAMED = 3;

  /** Neither reaches beyond the next tag or bracket, so that both are quick in any text. */
  private static final Pattern PICTURE =
      Pattern.compile(
          "(?i)<img\\b[^<>]*?\\bsrc\\s*=\\s*[\"']?\\s*([^\\s\"'<>]+)|!\\[[^\\[\\]\\n]*\\]\\(\\s*<?([^\\s)>\\[]+)");

  private static final Pattern FRAME = Pattern.compile("(?i)<(?:iframe|video|audio|embed)\\b");
  private static final Pattern HOST = Pattern.compile("(?i)(?:https?:)?//([^/?#:@]+).*");

  private PageMedia() {}

  static void check(Section section, String key, String file, String content) {
    Set<String> hosts = new LinkedHashSet<>();
    Set<String> files = new LinkedHashSet<>();
    PICTURE
        .matcher(content)
        .results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .forEach(address -> sort(address, hosts, files));
    List<String> shown = new ArrayList<>();
    if (!hosts.isEmpty()) {
      shown.add("pictures of other hosts (" + names(hosts) + ")");
    }
    if (FRAME.matcher(content).find()) {
      shown.add("frames or films");
    }
    if (!shown.isEmpty()) {
      section.report(
          FindingCode.PAG_05,
          key,
          "'%s' shows %s; readers get links to them, since pages load nothing from other hosts."
              .formatted(file, String.join(" and ", shown)),
          "Put small pictures into the page: src=\"data:image/png;base64,...\".");
    }
    if (!files.isEmpty()) {
      section.report(
          FindingCode.PAG_05,
          key,
          "'%s' shows pictures of the bundle (%s), which pages cannot, in Codabench neither."
              .formatted(file, names(files)),
          "Put small pictures into the page: src=\"data:image/png;base64,...\".");
    }
  }

  private static void sort(String address, Set<String> hosts, Set<String> files) {
    var host = HOST.matcher(address);
    if (host.matches()) {
      hosts.add(host.group(1));
    } else if (!address.startsWith("/") && !address.regionMatches(true, 0, "data:", 0, 5)) {
      files.add(address);
    }
  }

  private static String names(Set<String> all) {
    String first = String.join(", ", all.stream().limit(NAMED).toList());
    return all.size() > NAMED ? first + ", ..." : first;
  }
}
