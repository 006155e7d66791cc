/**
 * The definition of a competition, {@code competition.yaml}, read in one pass that collects every
 * finding.
 */
@NullMarked
package dev.assay.bundle.competition;

import org.jspecify.annotations.NullMarked;
