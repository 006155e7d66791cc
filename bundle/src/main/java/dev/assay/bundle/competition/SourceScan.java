package dev.assay.bundle.competition;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Place;
import dev.assay.bundle.archive.ArchiveFault;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.SourceEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a program's sources for what they seem to rely on and will not get.
 *
 * <p>This is a guess from the text: it warns once for each cause and never stops an import.
 */
final class SourceScan {
  private static final Pattern SOURCE =
      Pattern.compile("(?:.*\\.(?:py|sh|r|R|jl|pl)|(?:.*/)?metadata(?:\\.yaml)?)");
  private static final Pattern NEVER_MOUNTED = Pattern.compile("/app/ingestion_program");
  private static final Pattern REFERENCE = Pattern.compile("/app/input/ref\\b|\\$hidden\\b");
  private static final Pattern NEEDS =
      Pattern.compile(
          "\\b(?:pip3?|conda)['\", ]+install\\b|\\bapt(?:-get)? install\\b|\\bensurepip\\b");
  private static final long MAX_FILE = 256 << 10;
  private static final int MAX_FILES = 300;
  private static final int MAX_LINE = 1000;

  private final BundleSource program;
  private final List<Rule> rules = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  private record Rule(FindingCode code, Pattern pattern, String message, String fix) {}

  SourceScan(BundleSource program, boolean isClosedIngestion) {
    this.program = program;
    rules.add(
        new Rule(
            FindingCode.PRG_07,
            NEVER_MOUNTED,
            "/app/ingestion_program does not exist in Codabench; here it is a second name of /app/program in ingestion containers only.",
            "Write /app/program."));
    rules.add(
        new Rule(
            FindingCode.PRG_11,
            NEEDS,
            "The program seems to install software when it runs; by default it has no network and cannot write outside /app/output and /tmp.",
            "Put the software into the image, or ask for 'network: default' and 'writable_root: true' in the section 'assay'."));
    if (isClosedIngestion) {
      rules.add(
          new Rule(
              FindingCode.PRG_09,
              REFERENCE,
              "Ingestion runs beside participants' code and does not see the reference data here.",
              "Read it in the scoring program, or set 'show_reference_data: true' in the section 'assay'."));
    }
  }

  List<Finding> findings() throws IOException {
    List<SourceEntry> sources =
        program.entries().stream()
            .filter(entry -> !entry.isFolder() && entry.size() <= MAX_FILE)
            .filter(entry -> SOURCE.matcher(entry.path()).matches())
            .limit(MAX_FILES)
            .toList();
    for (SourceEntry source : sources) {
      scan(source.path());
    }
    return findings;
  }

  private void scan(String path) throws IOException {
    String text;
    try (InputStream content = program.open(path)) {
      text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (ArchiveFault fault) {
      findings.add(fault.finding());
      return;
    }
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size() && !rules.isEmpty(); i++) {
      String line = lines.get(i);
      if (line.length() <= MAX_LINE && !isComment(line)) {
        scan(path, lines, i, line);
      }
    }
  }

  private static boolean isComment(String line) {
    return line.stripLeading().startsWith("#");
  }

  private void scan(String path, List<String> lines, int index, String line) {
    for (Rule rule : List.copyOf(rules)) {
      var matcher = rule.pattern().matcher(line);
      if (matcher.find()) {
        Place place = Place.at(path, lines, index + 1, matcher.start() + 1);
        findings.add(Finding.of(rule.code(), place, rule.message()).fix(rule.fix()));
        rules.remove(rule);
      }
    }
  }
}
