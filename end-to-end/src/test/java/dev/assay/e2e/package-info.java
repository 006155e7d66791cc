/**
 * The whole system from outside: processes, HTTP, a browser. Knows nothing of its insides but where
 * its data lies.
 */
@NullMarked
package dev.assay.e2e;

import org.jspecify.annotations.NullMarked;
