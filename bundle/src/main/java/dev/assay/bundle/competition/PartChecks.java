package dev.assay.bundle.competition;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.archive.ArchiveFault;
import dev.assay.bundle.archive.ArchiveLimits;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.archive.SourceEntry;
import dev.assay.bundle.competition.BundleReference.BundleFile;
import dev.assay.bundle.competition.BundleReference.BundleFolder;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.bundle.competition.MeaningChecks.ProgramSetting;
import dev.assay.bundle.competition.References.UsedPart;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks into the programs and data that a definition names: what is found here would fail only when
 * run.
 */
final class PartChecks {
  private static final String SCORING = "scoring_program";
  private static final Set<String> PROGRAMS = Set.of(SCORING, "ingestion_program");
  private static final Set<String> DATA = Set.of("input_data", "reference_data", "path");

  /**
   * Larger ones are judged by their first bytes, so that checking a bundle does not unpack
   * gigabytes.
   */
  private static final long MAX_OPENED = 512L << 20;

  private final Reading reading;
  private final ProgramSetting setting;
  private final ScoreKeyChecks keys;

  /**
   * Checks for one bundle.
   *
   * @param keys is told of every scoring program
   */
  PartChecks(Reading reading, ProgramSetting setting, ScoreKeyChecks keys) {
    this.reading = reading;
    this.setting = setting;
    this.keys = keys;
  }

  /** Checks each part once, however often it is named. */
  void check(List<UsedPart> parts) throws IOException {
    record Checked(BundleReference reference, String use) {}
    Set<Checked> checked = new HashSet<>();
    for (UsedPart part : parts) {
      boolean isProgram = PROGRAMS.contains(part.kind());
      boolean isData = DATA.contains(part.kind());
      String use = isProgram ? part.kind() : "data";
      if ((isProgram || isData) && checked.add(new Checked(part.reference(), use))) {
        check(part, isProgram);
      }
    }
  }

  private void check(UsedPart part, boolean isProgram) throws IOException {
    switch (part.reference()) {
      case DatasetKey _ -> notReadable(part);
      case BundleFolder(var path) ->
          checkContent(
              part, reading.content().within(path), path.isEmpty() ? "" : path + "/", isProgram);
      case BundleFile(var path) -> checkFile(part, path, isProgram);
    }
  }

  private void checkFile(UsedPart part, String path, boolean isProgram) throws IOException {
    long size = reading.content().entry(path).map(SourceEntry::size).orElse(0L);
    try {
      if (size > MAX_OPENED) {
        if (!beginsLikeZip(path)) {
          notZip(part, path, "it does not begin like one.");
        }
        notReadable(part);
        return;
      }
      try (BundleSource archive = reading.content().nested(path, ArchiveLimits.forBundles())) {
        checkArchive(part, path, archive, isProgram);
      }
    } catch (ArchiveFault fault) {
      reading.findings().add(fault.finding());
    }
  }

  private boolean beginsLikeZip(String path) throws IOException {
    try (InputStream content = reading.content().open(path)) {
      byte[] head = content.readNBytes(4);
      return head.length == 4 && head[0] == 'P' && head[1] == 'K';
    }
  }

  private void checkArchive(UsedPart part, String path, BundleSource archive, boolean isProgram)
      throws IOException {
    for (Finding finding : archive.findings()) {
      if (finding.code() == FindingCode.ARC_01) {
        notZip(part, path, finding.message());
        notReadable(part);
        return;
      }
      boolean isAboutAll = path.equals(finding.place().file());
      reading.findings().add(isAboutAll ? finding : finding.inside(path + "!"));
    }
    if (archive.findings().stream().noneMatch(Finding::isError)) {
      checkContent(part, archive, path + "!", isProgram);
    }
  }

  private void notReadable(UsedPart part) {
    if (part.kind().equals(SCORING)) {
      keys.unknownScorer();
    }
  }

  private void notZip(UsedPart part, String path, String why) {
    part.section()
        .report(
            FindingCode.REF_08,
            part.key(),
            "'" + path + "' cannot be unpacked when the task runs: " + why,
            "Zip it, or name a folder.");
  }

  private void checkContent(UsedPart part, BundleSource content, String prefix, boolean isProgram)
      throws IOException {
    if (content.entries().isEmpty()) {
      part.section()
          .report(
              FindingCode.REF_10,
              part.key(),
              "'" + part.kind() + "' is empty.",
              "Put the files into it.");
      return;
    }
    if (isProgram) {
      var sources = ProgramSources.read(content);
      new ProgramChecks(reading, part, prefix, setting).check(content, sources);
      if (part.kind().equals(SCORING)) {
        keys.scorer(content, sources, prefix);
      } else {
        keys.ingestion(sources);
      }
    }
  }
}
