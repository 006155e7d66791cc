package dev.assay.worker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a Codabench site's messages say of the steps of one submission. */
record StepMessages(CodabenchSite site, UUID secret) {

  /** The least that a message says. */
  static Map<String, Object> least(String api, Object secret, boolean isScoring) {
    var args = new LinkedHashMap<String, Object>();
    args.put("user_pk", 4);
    args.put("id", 17);
    args.put("submissions_api_url", api);
    args.put("secret", secret);
    args.put("docker_image", WorkerLab.IMAGE);
    args.put("execution_time_limit", 30);
    args.put("is_scoring", isScoring);
    args.put("ingestion_only_during_scoring", false);
    return args;
  }

  Map<String, Object> args(boolean isScoring) {
    // As kombu 5.3 and later write a uuid.
    var tagged =
        Map.of("__type__", "uuid", "__value__", Map.of("hex", secret.toString().replace("-", "")));
    var args = least(site.address() + "/api", tagged, isScoring);
    args.put("prediction_result", site.signed("prediction_result"));
    return args;
  }

  Map<String, Object> predict() {
    var args = args(false);
    args.put("program_data", site.signed("submission"));
    args.put("input_data", site.signed("input"));
    for (var name : List.of("stdout", "stderr", "ingestion_stdout", "ingestion_stderr")) {
      args.put("prediction_" + name, site.signed("prediction_" + name));
    }
    return args;
  }

  Map<String, Object> score() {
    var args = args(true);
    args.put("program_data", site.signed("scoring"));
    args.put("reference_data", site.signed("reference"));
    args.put("scoring_result", site.signed("scoring_result"));
    args.put("detailed_results_url", site.signed("detailed_results"));
    for (var name : List.of("stdout", "stderr", "ingestion_stdout", "ingestion_stderr")) {
      args.put("scoring_" + name, site.signed("scoring_" + name));
    }
    return args;
  }
}
