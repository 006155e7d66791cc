@NullMarked
package dev.assay.server.leaderboards;

import org.jspecify.annotations.NullMarked;
