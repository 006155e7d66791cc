@NullMarked
package dev.assay.server.queues;

import org.jspecify.annotations.NullMarked;
