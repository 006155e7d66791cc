package dev.assay.contract.codabench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The arguments of one step, as Codabench's worker expects them. What a step does not have is left
 * out.
 *
 * @param userPk who submitted
 * @param id submission; towards these workers an evaluation is one
 * @param submissionsApiUrl where to report, without a trailing slash
 * @param secret proves that a report is about this step
 * @param executionTimeLimit seconds
 * @param isScoring which of the two steps
 * @param programData signed GET: the submission, or the scoring program
 * @param predictionResult signed PUT in the prediction step, signed GET in the scoring step
 * @param assay for Assay's workers, null from a Codabench site; Codabench's workers pass over it
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunArgs(
    long userPk,
    long id,
    String submissionsApiUrl,
    @JsonDeserialize(using = CelerySecret.class) UUID secret,
    String dockerImage,
    int executionTimeLimit,
    @JsonProperty("is_scoring") boolean isScoring,
    boolean ingestionOnlyDuringScoring,
    @Nullable String programData,
    @Nullable String ingestionProgram,
    @Nullable String inputData,
    @Nullable String referenceData,
    @Nullable String predictionResult,
    @Nullable String scoringResult,
    @Nullable String detailedResultsUrl,
    @Nullable String predictionStdout,
    @Nullable String predictionStderr,
    @Nullable String predictionIngestionStdout,
    @Nullable String predictionIngestionStderr,
    @Nullable String scoringStdout,
    @Nullable String scoringStderr,
    @Nullable String scoringIngestionStdout,
    @Nullable String scoringIngestionStderr,
    @Nullable Hint assay) {

  public RunArgs {
    require(secret, "secret");
    require(submissionsApiUrl, "submissions_api_url");
    require(dockerImage, "docker_image");
  }

  private static void require(@Nullable Object value, String key) {
    if (value == null) {
      throw new IllegalArgumentException("The argument " + key + " is missing");
    }
  }

  /** How to claim the run over HTTPS: at this site, with {@link Ticket#bearer} of the secret. */
  public record Hint(String site) {

    /**
     * @throws IllegalArgumentException if this is not the address of a site
     */
    public Hint {
      require(site, "assay.site");
      var address = URI.create(site);
      var isWeb = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (!isWeb || address.getHost() == null) {
        throw new IllegalArgumentException("\"%s\" is not the address of a site".formatted(site));
      }
    }
  }
}
