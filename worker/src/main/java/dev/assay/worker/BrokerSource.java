package dev.assay.worker;

import dev.assay.contract.codabench.BrokerUrl;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A broker that offers runs.
 *
 * @param site where to claim them, if that is not where the messages say
 * @param isForeign whether to run and report everything as for a Codabench site; otherwise each
 *     message says by itself which kind it is
 */
public record BrokerSource(BrokerUrl url, @Nullable URI site, boolean isForeign) {}
