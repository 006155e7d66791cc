package dev.assay.server.competitions.editor;

import dev.assay.server.storage.Blob;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What a draft consists of: everything that will be in the bundle.
 *
 * @param texts pages and terms, by the path under which the document names them
 * @param files uploaded parts, by the path under which the document names them
 */
record DraftContent(DraftDocument document, Map<String, String> texts, Map<String, Blob> files) {

  DraftContent {
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /** The text behind a path of the document, such as {@code pages[0].file}. */
  Optional<String> textAt(FieldPath path) {
    return document.text(path).map(texts::get);
  }

  /** The uploaded file behind a path of the document, such as {@code tasks[0].scoring_program}. */
  Optional<Blob> fileAt(FieldPath path) {
    return document.text(path).map(files::get);
  }

  /** Whether another text or file has this path already. */
  boolean hasPath(String path) {
    return texts.containsKey(path) || files.containsKey(path);
  }

  /** Every text that stands in the document: what it refers to is among them. */
  Set<String> words() {
    Set<String> words = new TreeSet<>();
    collect(document.root(), words);
    return words;
  }

  private static void collect(JsonNode node, Set<String> words) {
    if (node.isString()) {
      words.add(node.stringValue());
    }
    node.forEach(child -> collect(child, words));
  }

  DraftContent with(Map<String, String> newTexts) {
    return new DraftContent(document, newTexts, files);
  }
}
