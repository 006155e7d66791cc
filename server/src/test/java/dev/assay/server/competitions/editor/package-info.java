@NullMarked
package dev.assay.server.competitions.editor;

import org.jspecify.annotations.NullMarked;
