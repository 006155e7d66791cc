package dev.assay.server.competitions.imports;

import dev.assay.bundle.competition.BundleReference;
import dev.assay.bundle.competition.BundleReference.BundleFile;
import dev.assay.bundle.competition.BundleReference.DatasetKey;
import dev.assay.bundle.competition.CompetitionDefinition;
import dev.assay.bundle.competition.SolutionDefinition;
import dev.assay.bundle.competition.TaskDefinition.NewTask;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.storage.Blob;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A checked bundle whose files are stored: all that is needed to make the competition. */
record ImportedBundle(
    AccountId owner,
    Blob file,
    CompetitionDefinition definition,
    SiteReferences site,
    StoredParts parts) {

  /** The logo, which the definition names by its path alone. */
  static BundleReference logo(CompetitionDefinition definition) {
    return new BundleFile(definition.overview().image());
  }

  /** Everything in the bundle that has to be stored, each once, in the order of the definition. */
  static Set<BundleReference> files(CompetitionDefinition definition, SiteReferences site) {
    var files = new LinkedHashSet<BundleReference>();
    files.add(logo(definition));
    for (var task : definition.tasks()) {
      if (task instanceof NewTask made) {
        add(files, made.files().scoringProgram());
        add(files, made.files().ingestionProgram());
        add(files, made.files().inputData());
        add(files, made.files().referenceData());
      }
    }
    for (var solution : definition.solutions()) {
      if (isFromBundle(solution, site)) {
        add(files, solution.path());
      }
    }
    for (var phase : definition.phases()) {
      add(files, phase.files().publicData());
      add(files, phase.files().startingKit());
    }
    return files;
  }

  /** Whether a solution's file is taken from the bundle and not from the site. */
  static boolean isFromBundle(SolutionDefinition solution, SiteReferences site) {
    var key = solution.key();
    return key == null || !site.solutions().containsKey(key);
  }

  private static void add(Set<BundleReference> files, @Nullable BundleReference reference) {
    if (reference != null && !(reference instanceof DatasetKey)) {
      files.add(reference);
    }
  }
}
