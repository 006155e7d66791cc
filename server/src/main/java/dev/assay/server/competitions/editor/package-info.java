/**
 * The editor: a competition is written in the browser as a draft, which is a bundle in the making.
 * A draft is a document in the shape of {@code competition.yaml}, the texts it names (pages, terms)
 * and the files it names (logo, programs, data). The library that checks bundles checks it after
 * each change, and it becomes a competition by the way of every bundle. Tables: {@code
 * competition_draft*}.
 */
@NullMarked
package dev.assay.server.competitions.editor;

import org.jspecify.annotations.NullMarked;
