package dev.assay.contract;

/** Why an attempt failed. Stored by name; never reused for another meaning. */
public enum Cause {
  SUBMISSION_UNREADABLE(Fault.PARTICIPANT),
  SUBMISSION_PROGRAM_FAILED(Fault.PARTICIPANT),
  PREDICTION_TIME_LIMIT(Fault.PARTICIPANT),
  PREDICTION_MEMORY_LIMIT(Fault.PARTICIPANT),
  PREDICTION_OUTPUT_LIMIT(Fault.PARTICIPANT),
  PREDICTION_NOT_STARTED(Fault.PARTICIPANT),
  /**
   * The ingestion or scoring program said by exit code 65 (EX_DATAERR) that the input was wrong.
   */
  SUBMISSION_REFUSED(Fault.PARTICIPANT),
  /** The ingestion program could not even start, or there is nothing in it to start. */
  INGESTION_PROGRAM_UNUSABLE(Fault.ORGANISER),
  /**
   * The ingestion program ended with a non-zero exit code, and nothing in its log shows the
   * submission's files.
   */
  INGESTION_PROGRAM_FAILED(Fault.ORGANISER),
  SCORING_PROGRAM_UNUSABLE(Fault.ORGANISER),
  /**
   * The scoring program ended with a non-zero exit code; it may have refused the submission's
   * output.
   */
  SCORING_PROGRAM_FAILED(Fault.ORGANISER),
  SCORING_TIME_LIMIT(Fault.ORGANISER),
  SCORING_MEMORY_LIMIT(Fault.ORGANISER),
  SCORING_OUTPUT_LIMIT(Fault.ORGANISER),
  SCORES_MISSING(Fault.ORGANISER),
  SCORES_INVALID(Fault.ORGANISER),
  TASK_DATA_UNREADABLE(Fault.ORGANISER),
  /** No registry has it, or none gives it. */
  IMAGE_UNAVAILABLE(Fault.ORGANISER),
  /** Its registry could not be reached, or broke off. */
  IMAGE_PULL_FAILED(Fault.PLATFORM),
  ENGINE_FAILED(Fault.PLATFORM),
  STORAGE_FAILED(Fault.PLATFORM),
  WORKER_FAILED(Fault.PLATFORM),
  /** Said by the site: three leases in a row ended without a word from the worker. */
  WORKER_LOST(Fault.PLATFORM),
  /** Said by the site: nobody claimed it within the queue's limit. */
  NO_WORKER(Fault.PLATFORM);

  private final Fault fault;

  Cause(Fault fault) {
    this.fault = fault;
  }

  /** Whose doing it is, unless the result says otherwise. */
  public Fault fault() {
    return fault;
  }
}
