package dev.assay.bundle.yaml;

import dev.assay.bundle.Finding;
import dev.assay.bundle.Place;
import dev.assay.bundle.yaml.YamlNode.Mark;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A YAML text after reading: its tree, if it could be read, and what was found. */
public final class YamlDocument {
  private final String file;
  private final List<String> lines;
  private final @Nullable YamlNode root;
  private final List<Finding> findings;

  YamlDocument(String file, List<String> lines, @Nullable YamlNode root, List<Finding> findings) {
    this.file = file;
    this.lines = List.copyOf(lines);
    this.root = root;
    this.findings = List.copyOf(findings);
  }

  /** The tree; empty if the text could not be read or holds nothing. */
  public Optional<YamlNode> root() {
    return Optional.ofNullable(root);
  }

  /** Syntax errors and duplicate keys. */
  public List<Finding> findings() {
    return findings;
  }

  /** Whether the text could be read at all; an empty one could. */
  public boolean isReadable() {
    return findings.stream().noneMatch(Finding::isError);
  }

  /** A place in this document, with its line quoted. */
  public Place at(Mark mark) {
    return Place.at(file, lines, mark.line(), mark.column());
  }

  /** The path of the file that it was read from, as findings name it. */
  public String file() {
    return file;
  }
}
