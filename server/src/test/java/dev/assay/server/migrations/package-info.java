@NullMarked
package dev.assay.server.migrations;

import org.jspecify.annotations.NullMarked;
