package dev.assay.bundle.yaml;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Findings;
import dev.assay.bundle.Place;
import dev.assay.bundle.yaml.YamlNode.Mark;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.1 from strangers: plain data only, bounded, every fault a finding with line and
 * column.
 */
public final class YamlReader {
  /** Characters in one document. */
  public static final int MAX_LENGTH = 4 << 20;

  private YamlReader() {}

  /** Reads UTF-8 bytes; other encodings are a finding. */
  public static YamlDocument read(String file, byte[] bytes) {
    var findings = new Findings();
    Optional<String> text = Utf8.decode(file, bytes, findings);
    return text.isPresent()
        ? read(file, text.get())
        : new YamlDocument(file, List.of(), null, findings.list());
  }

  /** Reads a text. */
  public static YamlDocument read(String file, String text) {
    List<String> lines = text.lines().toList();
    var findings = new Findings();
    YamlNode root = null;
    if (text.length() > MAX_LENGTH) {
      findings.add(
          Finding.of(
                  FindingCode.YML_01,
                  Place.in(file),
                  "The file is longer than the %,d characters allowed.".formatted(MAX_LENGTH))
              .fix("Move long texts to files of their own."));
    } else {
      root = compose(file, text, lines, findings);
    }
    return new YamlDocument(file, lines, root, findings.list());
  }

  private static @Nullable YamlNode compose(
      String file, String text, List<String> lines, Findings findings) {
    var settings =
        LoadSettings.builder()
            .setLabel(file)
            .setCodePointLimit(MAX_LENGTH)
            // The directive "%YAML 1.1" is common and says what this reader does anyway.
            .setVersionFunction(version -> version)
            .build();
    try {
      var events = new Parse(settings).parseReader(new WholeCharacters(text)).iterator();
      return new TreeBuilder(
              events, mark -> Place.at(file, lines, mark.line(), mark.column()), findings)
          .document();
    } catch (YamlFault fault) {
      findings.add(finding(file, lines, fault));
    } catch (MarkedYamlEngineException e) {
      findings.add(syntax(file, lines, mark(e, lines.size()), message(e)));
    } catch (ReaderException e) {
      findings.add(
          syntax(file, lines, Positions.of(text, e.getPosition()), unprintable(e))
              .fix("Remove the character."));
    } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // The library's scanner trips over some broken escapes and says little about them.
      findings.add(syntax(file, lines, null, "The YAML is broken: " + e.getMessage() + "."));
    }
    return null;
  }

  private static Finding finding(String file, List<String> lines, YamlFault fault) {
    return Finding.of(fault.code(), place(file, lines, fault.mark()), fault.text())
        .fix(fault.fix());
  }

  private static Finding syntax(
      String file, List<String> lines, @Nullable Mark mark, String message) {
    return Finding.of(FindingCode.YML_01, place(file, lines, mark), message)
        .fix(
            "Correct the YAML at this place; lines that belong together are indented alike, by spaces.");
  }

  private static Place place(String file, List<String> lines, @Nullable Mark mark) {
    return mark == null ? Place.in(file) : Place.at(file, lines, mark.line(), mark.column());
  }

  /** What is never closed is noticed at the end of the file only; then its beginning says more. */
  private static @Nullable Mark mark(MarkedYamlEngineException e, int lines) {
    return e.getProblemMark()
        .filter(mark -> mark.getLine() < lines)
        .or(e::getContextMark)
        .or(e::getProblemMark)
        .map(mark -> new Mark(mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(null);
  }

  private static String message(MarkedYamlEngineException e) {
    String context = e.getContext() == null ? "" : e.getContext() + ": ";
    return "The YAML is broken: " + context + e.getProblem() + ".";
  }

  private static String unprintable(ReaderException e) {
    return "The character U+%04X is not allowed in YAML.".formatted(e.getCodePoint());
  }
}
