package dev.assay.server.competitions;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.QueueId;
import org.jspecify.annotations.Nullable;

/**
 * A benchmark with everything its runs need to know.
 *
 * @param queue null for the default queue
 * @param imageUser whether programs run as somebody else than the worker's unprivileged user
 * @param containerUser who, as the organiser wrote it; {@code image} or null for whoever the image
 *     says
 * @param network whether containers may use the network (default closed)
 */
public record Competition(
    CompetitionId id,
    AccountId owner,
    String title,
    String description,
    boolean isPublished,
    String dockerImage,
    @Nullable QueueId queue,
    boolean enableDetailedResults,
    boolean showDetailedResultsInSubmissionPanel,
    boolean showDetailedResultsInLeaderboard,
    boolean autoRunSubmissions,
    boolean network,
    boolean writableRoot,
    boolean imageUser,
    @Nullable String containerUser) {}
