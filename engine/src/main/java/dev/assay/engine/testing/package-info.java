/**
 * A fake engine for tests of what runs on one, and the contract suite that keeps the fake and the
 * real engines alike.
 */
@NullMarked
package dev.assay.engine.testing;

import org.jspecify.annotations.NullMarked;
