@NullMarked
package dev.assay.cli.supervision;

import org.jspecify.annotations.NullMarked;
