/** One PostgreSQL per test run, with a database of its own for whoever asks. */
@NullMarked
package dev.assay.postgres.testing;

import org.jspecify.annotations.NullMarked;
