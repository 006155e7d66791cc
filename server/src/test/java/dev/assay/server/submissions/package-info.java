/** Tests of what happens to a submission on its way in. */
@NullMarked
package dev.assay.server.submissions;

import org.jspecify.annotations.NullMarked;
