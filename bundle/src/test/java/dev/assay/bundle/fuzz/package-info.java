/**
 * Everything that reads what strangers send, under a coverage-guided fuzzer: no input may crash a
 * reader, hang it, or make it write outside its folder.
 *
 * <p>{@link dev.assay.bundle.fuzz.FuzzTarget} lists what is tried. Each build searches for some
 * seconds ({@link dev.assay.bundle.fuzz.FuzzIT}); what was once found stays in {@code
 * src/test/resources/fuzz} and is tried by every run of the unit tests. {@code ./assay fuzz}
 * searches for as long as one likes.
 */
@NullMarked
package dev.assay.bundle.fuzz;

import org.jspecify.annotations.NullMarked;
