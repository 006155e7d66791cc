/**
 * Decides whose evaluation a queue gives out next: {@code docs/decisions/0009-fair-share.md}.
 * Tables: {@code competition_share}, {@code share}, whose counts the database keeps by itself.
 */
@NullMarked
package dev.assay.server.scheduling;

import org.jspecify.annotations.NullMarked;
