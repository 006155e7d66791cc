package dev.assay.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.engine.Exit;
import dev.assay.engine.SandboxSpec.Mount;
import dev.assay.engine.SandboxSpec.Source;
import dev.assay.engine.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** What becomes of what programs write. */
interface WorkspaceContract extends EngineBed {

  @Test
  default void what_one_sandbox_wrote_is_collected_and_mounted_into_the_next() throws Exception {
    var workspace = workspace();
    run(
        "umask 077; mkdir -p /app/output/deep; echo 42 > /app/output/deep/answer",
        process -> {
          process.write("/app/output/deep/answer", "42\n");
          return 0;
        },
        writable("/app/output", workspace, "output"));
    var collected = workspace.collect("output");
    assertThat(collected.folder().resolve("deep/answer")).hasContent("42\n");
    assertThat(collected.files()).isEqualTo(1);
    assertThat(collected.bytes()).isEqualTo(3);
    assertThat(collected.refused()).isEmpty();
    var ran =
        run(
            "cat /app/input/res/deep/answer",
            process -> {
              process.out(process.read("/app/input/res/deep/answer"));
              return 0;
            },
            new Mount("/app/input/res", new Source.ReadOnly(collected.folder())));
    assertThat(ran.output().out()).isEqualTo("42\n");
  }

  @Test
  default void files_put_into_a_workspace_are_found_and_can_be_written_over() throws Exception {
    var workspace = workspace();
    var source = hostFolder("data.txt", "original");
    Files.setPosixFilePermissions(
        source.resolve("data.txt"), PosixFilePermissions.fromString("rw-------"));
    Files.writeString(Files.createDirectory(source.resolve("sub")).resolve("run.sh"), "");
    workspace.put("output", source);
    var ran =
        run(
            "cat /app/output/data.txt; echo -n changed > /app/output/data.txt;"
                + " echo -n new > /app/output/sub/new.txt",
            process -> {
              process.out(process.read("/app/output/data.txt"));
              process.write("/app/output/data.txt", "changed");
              process.write("/app/output/sub/new.txt", "new");
              return 0;
            },
            writable("/app/output", workspace, "output"));
    assertThat(ran.code()).isZero();
    assertThat(ran.output().out()).isEqualTo("original");
    var collected = workspace.collect("output");
    assertThat(collected.folder().resolve("data.txt")).hasContent("changed");
    assertThat(collected.files()).isEqualTo(3);
    assertThat(source.resolve("data.txt")).hasContent("original");
  }

  @Test
  default void a_folder_that_no_program_wrote_to_is_collected_as_empty() throws Exception {
    var collected = workspace().collect("never-used");
    assertThat(collected.folder()).isEmptyDirectory();
    assertThat(collected.files()).isZero();
  }

  @Test
  default void links_are_dropped_from_what_is_collected_and_named() throws Exception {
    var secret = Files.writeString(host().resolve("secret"), "secret");
    var workspace = workspace();
    run(
        "cd /out; echo fine > fine; ln -s " + secret + " leak; mkdir sub; ln -s / sub/root",
        process -> {
          process.write("/out/fine", "fine\n");
          process.write("/out/sub/x", "");
          Files.delete(process.host("/out/sub/x"));
          Files.createSymbolicLink(process.host("/out/leak"), secret);
          Files.createSymbolicLink(process.host("/out/sub/root"), Path.of("/"));
          return 0;
        },
        writable("/out", workspace, "out"));
    var collected = workspace.collect("out");
    assertThat(collected.refused()).containsExactlyInAnyOrder("leak (link)", "sub/root (link)");
    assertThat(collected.folder().resolve("fine")).hasContent("fine\n");
    assertThat(collected.folder().resolve("leak")).doesNotExist();
    assertThat(collected.folder().resolve("sub")).isEmptyDirectory();
    assertThat(secret).hasContent("secret");
  }

  @Test
  default void too_many_bytes_end_the_program_and_say_so() throws Exception {
    var ran =
        run(
            "while :; do head -c 300000 /dev/zero >> /out/big || true; done",
            process -> {
              for (int i = 0; true; i++) {
                process.write("/out/big-" + i, new byte[300_000]);
              }
            },
            writable("/out", workspace(MEGABYTE, 1000), "out"));
    assertThat(ran.exit())
        .isInstanceOfSatisfying(
            Exit.WorkspaceFull.class,
            full -> assertThat(full.limits()).isEqualTo(new Workspace.Limits(MEGABYTE, 1000)));
  }

  @Test
  default void too_many_bytes_are_noticed_after_a_program_that_ended_quickly() throws Exception {
    var ran =
        run(
            "head -c 1500000 /dev/zero > /out/big",
            process -> {
              Files.write(process.host("/out/big"), new byte[1_500_000]);
              return 0;
            },
            writable("/out", workspace(MEGABYTE, 1000), "out"));
    assertThat(ran.exit()).isInstanceOf(Exit.WorkspaceFull.class);
  }

  @Test
  default void too_many_files_end_the_program_and_say_so() throws Exception {
    var ran =
        run(
            "i=0; while :; do i=$((i+1)); : > /out/$i; done",
            process -> {
              for (int i = 0; true; i++) {
                process.write("/out/" + i, "");
              }
            },
            writable("/out", workspace(100 * MEGABYTE, 50), "out"));
    assertThat(ran.exit()).isInstanceOf(Exit.WorkspaceFull.class);
  }

  @Test
  default void a_workspace_filled_to_the_limit_and_not_past_it_is_fine() throws Exception {
    var ran =
        run(
            "head -c 1048576 /dev/zero > /out/big",
            process -> {
              process.write("/out/big", new byte[1 << 20]);
              return 0;
            },
            writable("/out", workspace(MEGABYTE, 1000), "out"));
    assertThat(ran.code()).isZero();
  }

  @Test
  default void closing_a_workspace_deletes_what_the_programs_made_hard_to_delete()
      throws Exception {
    var workspace = engine().createWorkspace(new Workspace.Limits(MEGABYTE, 1000), labels());
    run(
        "mkdir -p /out/locked/below; : > /out/locked/below/file; chmod 000 /out/locked/below"
            + " /out/locked",
        process -> {
          process.write("/out/locked/below/file", "");
          var locked = process.host("/out/locked");
          var nothing = PosixFilePermissions.fromString("---------");
          Files.setPosixFilePermissions(locked.resolve("below"), nothing);
          Files.setPosixFilePermissions(locked, nothing);
          return 0;
        },
        writable("/out", workspace, "out"));
    var folder = workspace.collect("out").folder();
    workspace.close();
    workspace.close();
    assertThat(folder).doesNotExist();
  }
}
