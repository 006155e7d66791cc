@NullMarked
package dev.assay.server.competitions.exports;

import org.jspecify.annotations.NullMarked;
