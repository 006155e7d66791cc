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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a bundle, found and read as YAML, before anybody asks what it says.
 *
 * @param content the folder the definition lies in
 * @param top the whole document; null if it could not be read, which is reported
 */
record OpenedDefinition(BundleSource content, String fileName, @Nullable Section top) {

  static OpenedDefinition open(BundleSource source, BundleKind kind, Findings findings, Clock clock)
      throws IOException {
    findings.addAll(source.findings());
    Optional<DefinitionFile> file = DefinitionFile.find(source, kind, findings);
    if (file.isEmpty()) {
      return new OpenedDefinition(source, kind.fileName(), null);
    }
    BundleSource content = source.within(file.get().folder());
    String name = file.get().name();
    YamlDocument document = document(content, name, findings);
    if (document == null) {
      return new OpenedDefinition(content, name, null);
    }
    var reading = new Reading(document, content, findings, clock);
    Section top =
        root(document, kind, findings).map(root -> new Section(reading, root, "")).orElse(null);
    return new OpenedDefinition(content, name, top);
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

  private static Optional<Mapping> root(YamlDocument document, BundleKind kind, Findings findings) {
    if (document.root().orElse(null) instanceof Mapping mapping && !mapping.entries().isEmpty()) {
      return Optional.of(mapping);
    }
    if (document.isReadable()) {
      String found = document.root().map(node -> "holds " + node.kind()).orElse("is empty");
      String begin =
          switch (kind) {
            case COMPETITION -> "'version: 2' and 'title: ...'";
            case TASK -> "'name: ...'";
          };
      findings.add(
          Finding.of(
                  FindingCode.YML_02,
                  Place.in(document.file()),
                  "The file " + found + " where a mapping is needed.")
              .fix("Begin with " + begin + "."));
    }
    return Optional.empty();
  }
}
