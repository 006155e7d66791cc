@org.jspecify.annotations.NullMarked
package dev.assay.server.competitions.exports;
