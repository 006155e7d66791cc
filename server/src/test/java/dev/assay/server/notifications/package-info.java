@NullMarked
package dev.assay.server.notifications;

import org.jspecify.annotations.NullMarked;
