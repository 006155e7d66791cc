/**
 * Changing a competition that people already take part in: a plan is computed from what is wanted
 * and shown, then applied in one transaction to the very state it was made on. The version before
 * is kept and can come back, by a plan again. No submission and no score is ever deleted. Tables:
 * {@code competition_version*}, {@code competition_change*}.
 */
@NullMarked
package dev.assay.server.competitions.changes;

import org.jspecify.annotations.NullMarked;
