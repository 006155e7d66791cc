package dev.assay.bundle.competition;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Place;
import dev.assay.bundle.competition.Execution.Network;
import dev.assay.bundle.competition.Execution.SandboxRequest;
import dev.assay.bundle.competition.ProgramSources.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a program's sources for what they seem to rely on and will not get.
 *
 * <p>This is a guess from the text: it warns once for each cause and never stops an import.
 */
final class SourceScan {
  private static final Pattern NEVER_MOUNTED = Pattern.compile("/app/ingestion_program");
  private static final Pattern REFERENCE = Pattern.compile("/app/input/ref\\b|\\$hidden\\b");
  private static final Pattern INSTALLS =
      Pattern.compile(
          "\\b(?:pip3?|conda)['\", ]+install\\b|\\bapt(?:-get)? install\\b|\\bensurepip\\b|\\bpip\\.main\\(");
  private static final Pattern CONNECTS =
      Pattern.compile(
          "\\brequests\\.(?:get|post|put|head|request|Session)\\b|\\burlopen\\(|\\burlretrieve\\("
              + "|\\bHTTPS?Connection\\(|\\bcreate_connection\\(|\\b(?:wget|curl)['\", ]+(?:-|https?:)"
              + "|\\bgit['\", ]+clone\\b|\\bfrom_pretrained\\(|\\bfetch_openml\\(|\\bdownload=True\\b");
  private static final Pattern ROOT =
      Pattern.compile(
          "\\bsudo\\s|\\bos\\.(?:setuid|chown|chroot)\\(|\\b(?:chown|useradd|adduser|mount)\\s+[-/\\w]"
              + "|\\bapt(?:-get)?['\", ]+(?:install|update)\\b");

  /** Absolute paths that nobody may write; the others are the run's own. */
  private static final String CLOSED =
      "['\"](?!/(?:tmp|dev|proc|app/(?:output|shared|program|input|input_data|ingested_program|ingestion_program))\\b)/[^'\"]*['\"]";

  private static final Pattern WRITES =
      Pattern.compile(
          "\\bopen\\(\\s*"
              + CLOSED
              + "\\s*,\\s*(?:mode\\s*=\\s*)?['\"][wax]"
              + "|\\b(?:makedirs|mkdir|savetxt|to_csv|rmtree)\\(\\s*"
              + CLOSED
              + "|(?:^|[\\s'\"])(?:mkdir(?:\\s+-p)?|tee|touch)\\s+/(?!tmp\\b|app/output\\b|app/shared\\b)\\w"
              + "|\\s>>?\\s*/(?!tmp\\b|dev/|app/output\\b|app/shared\\b|app/program\\b)\\w+");
  private static final int MAX_LINE = 1000;

  private final List<Rule> rules = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  private record Rule(FindingCode code, Pattern pattern, String message, String fix) {}

  /**
   * A scan of one program.
   *
   * @param sandbox what the bundle asks for, and so need not be told
   */
  SourceScan(boolean isClosedIngestion, SandboxRequest sandbox) {
    rules.add(
        new Rule(
            FindingCode.PRG_07,
            NEVER_MOUNTED,
            "/app/ingestion_program does not exist in Codabench; here it is a second name of /app/program in ingestion containers only.",
            "Write /app/program."));
    if (isClosedIngestion) {
      rules.add(
          new Rule(
              FindingCode.PRG_09,
              REFERENCE,
              "Ingestion runs beside participants' code and does not see the reference data here.",
              "Read it in the scoring program, or set 'show_reference_data: true' in the section 'assay'."));
    }
    addNeeds(sandbox);
  }

  private void addNeeds(SandboxRequest sandbox) {
    if (sandbox.network() == Network.NONE || !sandbox.writableRoot()) {
      rules.add(
          new Rule(
              FindingCode.PRG_11,
              INSTALLS,
              "The program seems to install software when it runs; by default it has no network and cannot write outside /app/output and /tmp.",
              "Put the software into the image, or ask for 'network: default' and 'writable_root: true' in the section 'assay'."));
    }
    if (sandbox.network() == Network.NONE) {
      rules.add(
          new Rule(
              FindingCode.PRG_13,
              CONNECTS,
              "The program seems to need a network; by default there is none.",
              "Put what it fetches into the bundle or the image, or ask for 'network: default' in the section 'assay'."));
    }
    if (sandbox.user() == null) {
      rules.add(
          new Rule(
              FindingCode.PRG_14,
              ROOT,
              "The program seems to need root; it runs as an unprivileged user.",
              "Do this when the image is made, or ask for 'user: root' in the section 'assay'."));
    }
    if (!sandbox.writableRoot()) {
      rules.add(
          new Rule(
              FindingCode.PRG_15,
              WRITES,
              "The program seems to write where it cannot; writable are /app/output and /tmp.",
              "Write to /app/output or /tmp, or ask for 'writable_root: true' in the section 'assay'."));
    }
  }

  List<Finding> scan(ProgramSources sources) {
    findings.addAll(sources.faults());
    for (SourceText text : sources.texts()) {
      for (int i = 0; i < text.lines().size() && !rules.isEmpty(); i++) {
        String line = text.lines().get(i);
        if (line.length() <= MAX_LINE && !isComment(line)) {
          scan(text, i, line);
        }
      }
    }
    return findings;
  }

  private static boolean isComment(String line) {
    return line.stripLeading().startsWith("#");
  }

  private void scan(SourceText text, int index, String line) {
    for (Rule rule : List.copyOf(rules)) {
      var matcher = rule.pattern().matcher(line);
      if (matcher.find()) {
        Place place = Place.at(text.path(), text.lines(), index + 1, matcher.start() + 1);
        findings.add(Finding.of(rule.code(), place, rule.message()).fix(rule.fix()));
        rules.remove(rule);
      }
    }
  }
}
