package dev.assay.bundle.competition;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Findings;
import dev.assay.bundle.Place;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.bundle.yaml.YamlDocument;
import dev.assay.bundle.yaml.YamlNode;
import java.time.Clock;

/**
 * What the readers of a definition's parts share.
 *
 * @param content the folder the definition lies in
 */
record Reading(YamlDocument document, BundleSource content, Findings findings, Clock clock) {

  /** Reports something at a node of the definition. */
  void report(FindingCode code, YamlNode node, String path, String message, String fix) {
    findings.add(at(code, node, path, message).fix(fix));
  }

  /** A finding at a node of the definition, not reported yet. */
  Finding at(FindingCode code, YamlNode node, String path, String message) {
    return Finding.of(code, place(node, path), message);
  }

  Place place(YamlNode node, String path) {
    return document.at(node.mark()).withPath(path);
  }
}
