package dev.assay.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.engine.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every engine does, theme by theme. */
@Timeout(120)
public abstract class ContainerEngineContract
    implements ImageAndOutputContract,
        EndContract,
        MountContract,
        WorkspaceContract,
        LifecycleContract {

  @TempDir Path host;

  private final String mark = UUID.randomUUID().toString();
  private final List<Workspace> workspaces = new ArrayList<>();

  @Override
  public final Path host() {
    return host;
  }

  @Override
  public final String mark() {
    return mark;
  }

  @Override
  public final Workspace workspace(long bytes, long inodes) {
    var workspace = engine().createWorkspace(new Workspace.Limits(bytes, inodes), labels());
    workspaces.add(workspace);
    return workspace;
  }

  @AfterEach
  void leave_nothing_behind() {
    workspaces.forEach(Workspace::close);
    assertThat(engine().sweep(labels -> mark.equals(labels.get("test"))))
        .as("left behind by the test")
        .isEmpty();
  }
}
