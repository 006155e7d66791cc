package dev.assay.bundle.competition;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Findings;
import dev.assay.bundle.Place;
import dev.assay.bundle.archive.ArchiveFault;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.SourceEntry;
import dev.assay.bundle.yaml.YamlDocument;
import dev.assay.bundle.yaml.YamlNode.Mapping;
import dev.assay.bundle.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and checks competition bundles; everything that is wrong is found in one pass. */
public final class BundleReader {
  private final Clock clock;
  private final @Nullable Duration siteTimeLimit;

  public BundleReader(Clock clock) {
    this(clock, null);
  }

  private BundleReader(Clock clock, @Nullable Duration siteTimeLimit) {
    this.clock = clock;
    this.siteTimeLimit = siteTimeLimit;
  }

  /** A reader that warns of time limits above the site's. */
  public BundleReader withSiteTimeLimit(Duration limit) {
    return new BundleReader(clock, limit);
  }

  /**
   * Reads a bundle.
   *
   * @param source stays open; the result's content is read through it
   * @throws IOException if this machine cannot read, which is not the bundle's fault
   */
  public CheckedBundle read(BundleSource source) throws IOException {
    var findings = new Findings();
    findings.addAll(source.findings());
    Optional<DefinitionFile> file = DefinitionFile.find(source, findings);
    if (file.isEmpty()) {
      return CheckedBundle.refused(source, findings.list());
    }
    BundleSource content = source.within(file.get().folder());
    YamlDocument document = document(content, file.get().name(), findings);
    Optional<Mapping> root = document == null ? Optional.empty() : root(document, findings);
    if (document == null || root.isEmpty()) {
      return CheckedBundle.refused(content, findings.list());
    }
    var reading = new Reading(document, content, findings, clock);
    var top = new Section(reading, root.get(), "");
    if (!Versions.isVersion2(top)) {
      return CheckedBundle.refused(content, findings.list());
    }
    CompetitionDefinition definition =
        new DefinitionReader(reading, siteTimeLimit).read(top, file.get().name());
    return definition == null || findings.hasErrors()
        ? CheckedBundle.refused(content, findings.list())
        : CheckedBundle.accepted(definition, content, findings.list());
  }

  private static @Nullable YamlDocument document(
      BundleSource content, String name, Findings findings) throws IOException {
    long size = content.entry(name).map(SourceEntry::size).orElse(0L);
    if (size > YamlReader.MAX_LENGTH) {
      findings.add(
          Finding.of(
                  FindingCode.YML_01,
                  Place.in(name),
                  "The file has %,d bytes; %,d are allowed.".formatted(size, YamlReader.MAX_LENGTH))
              .fix("Move long texts to files of their own."));
      return null;
    }
    try (InputStream in = content.open(name)) {
      YamlDocument document = YamlReader.read(name, in.readAllBytes());
      findings.addAll(document.findings());
      return document;
    } catch (ArchiveFault fault) {
      findings.add(fault.finding());
      return null;
    }
  }

  private static Optional<Mapping> root(YamlDocument document, Findings findings) {
    if (document.root().orElse(null) instanceof Mapping mapping && !mapping.entries().isEmpty()) {
      return Optional.of(mapping);
    }
    if (document.isReadable()) {
      String found = document.root().map(node -> "holds " + node.kind()).orElse("is empty");
      findings.add(
          Finding.of(
                  FindingCode.YML_02,
                  Place.in(document.file()),
                  "The file " + found + " where a mapping is needed.")
              .fix("Begin with 'version: 2' and 'title: ...'."));
    }
    return Optional.empty();
  }
}
