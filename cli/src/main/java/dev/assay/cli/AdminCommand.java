package dev.assay.cli;

import picocli.CommandLine.Command;

/** {@code assay admin}: what an operator does beside the pages. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Looks after a site from the command line.",
    subcommands = ResetPasswordCommand.class)
final class AdminCommand extends CommandGroup {}
