/** The {@code assay} command: one class per subcommand, loaded only when it is asked for. */
@NullMarked
package dev.assay.cli;

import org.jspecify.annotations.NullMarked;
