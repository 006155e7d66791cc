/**
 * Keeps the processes of the all-in-one site: starts them in order, restarts what dies, ends what
 * an earlier run left behind, and stops them gently.
 */
@NullMarked
package dev.assay.cli.supervision;

import org.jspecify.annotations.NullMarked;
