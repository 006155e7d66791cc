package dev.assay.bundle;

import java.util.Locale;

/**
 * Every cause of a finding, with a code that is stable and never reused.
 *
 * <p>The severity given here is the usual one; some causes weigh less or more where they are found.
 */
public enum FindingCode {
  /** Not a readable zip. */
  ARC_01(Severity.ERROR),
  /** No competition.yaml. */
  ARC_02(Severity.ERROR),
  /** Definition in a wrapping folder or named .yml. */
  ARC_03(Severity.WARNING, true),
  /** Entry name leaves the archive. */
  ARC_04(Severity.ERROR),
  /** Link or special entry skipped. */
  ARC_05(Severity.WARNING),
  /** Entry name occurs twice. */
  ARC_06(Severity.WARNING),
  /** Too many entries, too large, too deep, suspicious ratio, encrypted or unknown compression. */
  ARC_07(Severity.ERROR),
  /** System files ignored. */
  ARC_08(Severity.INFO),
  /** Backslashes, names equal but for case, or names that cannot be decoded. */
  ARC_09(Severity.WARNING),
  /** File used by nothing. */
  ARC_10(Severity.INFO),
  /** Syntax. */
  YML_01(Severity.ERROR),
  /** Empty, or no mapping at the top. */
  YML_02(Severity.ERROR),
  /** Unknown version. */
  YML_03(Severity.ERROR),
  /** No version, read as v1.5. */
  YML_04(Severity.INFO),
  /** No version but v2 keys. */
  YML_05(Severity.WARNING, true),
  /** Duplicate key. */
  YML_06(Severity.WARNING),
  /** Unknown key. */
  YML_07(Severity.WARNING),
  /** Known key without effect. */
  YML_08(Severity.INFO),
  /** Text file is not UTF-8. */
  YML_09(Severity.ERROR),
  /** Language-specific tag or alias bomb. */
  YML_10(Severity.ERROR),
  /** File or folder not found. */
  REF_01(Severity.ERROR),
  /** Absolute path or ... */
  REF_02(Severity.ERROR),
  /** Reference empty or not text. */
  REF_03(Severity.WARNING),
  /** Dataset key unknown or not usable. */
  REF_04(Severity.ERROR),
  /** Key names data of another type. */
  REF_05(Severity.WARNING),
  /** Name that looks like a key exists as a file. */
  REF_06(Severity.INFO),
  /** File found only under another case. */
  REF_07(Severity.WARNING),
  /** Part is not a readable zip. */
  REF_08(Severity.WARNING),
  /** Same file used several times. */
  REF_09(Severity.INFO),
  /** Empty folder or zip. */
  REF_10(Severity.WARNING),
  /** Single top folder and no metadata in the root. */
  REF_11(Severity.WARNING),
  /** Reference data among what participants can read. */
  REF_12(Severity.WARNING),
  /** Title missing, empty or too long. */
  CMP_01(Severity.ERROR),
  /** Logo missing. */
  CMP_02(Severity.ERROR),
  /** Logo is no picture. */
  CMP_03(Severity.ERROR),
  /** Terms missing or empty. */
  CMP_04(Severity.ERROR),
  /** Docker image malformed. */
  CMP_05(Severity.ERROR),
  /** Not a boolean. */
  CMP_06(Severity.ERROR),
  /** Unknown competition type. */
  CMP_07(Severity.ERROR),
  /** Malformed e-mail address. */
  CMP_08(Severity.ERROR),
  /** Queue unknown or not accessible. */
  CMP_09(Severity.ERROR),
  /** Text too long or of the wrong type. */
  CMP_10(Severity.ERROR),
  /** Null where a value is needed. */
  CMP_11(Severity.WARNING, true),
  /** Setting that bundles cannot set. */
  CMP_12(Severity.INFO),
  /** Docker image without a tag. */
  CMP_13(Severity.WARNING),
  /** No pages. */
  PAG_01(Severity.WARNING, true),
  /** Page without title or file. */
  PAG_02(Severity.ERROR),
  /** Page file not found. */
  PAG_03(Severity.ERROR),
  /** Page file empty. */
  PAG_04(Severity.WARNING, true),
  /** Page shows what does not come with it. */
  PAG_05(Severity.WARNING),
  /** No tasks. */
  TSK_01(Severity.ERROR),
  /** Task without index. */
  TSK_02(Severity.ERROR),
  /** Index used twice. */
  TSK_03(Severity.ERROR),
  /** Task without scoring program. */
  TSK_04(Severity.ERROR),
  /** Task name missing or too long. */
  TSK_05(Severity.ERROR),
  /** Task key unknown or not usable. */
  TSK_06(Severity.ERROR),
  /** Key beside other fields. */
  TSK_07(Severity.WARNING),
  /** Task used by no phase. */
  TSK_08(Severity.WARNING),
  /** Ingestion only during scoring without an ingestion program. */
  TSK_09(Severity.WARNING),
  /** Index written as another kind. */
  TSK_10(Severity.WARNING, true),
  /** Task bundle without a description. */
  TSK_11(Severity.WARNING, true),
  /** Part of a task bundle that is neither a zip nor a key. */
  TSK_12(Severity.WARNING, true),
  /** Solution without index or tasks. */
  SOL_01(Severity.ERROR),
  /** Unknown task index. */
  SOL_02(Severity.ERROR),
  /** Neither path nor key. */
  SOL_03(Severity.ERROR),
  /** Key unknown, path used. */
  SOL_04(Severity.WARNING, true),
  /** Index used twice. */
  SOL_05(Severity.WARNING),
  /** Solution for a task of the site that is not the uploader's. */
  SOL_06(Severity.WARNING),
  /** No phases. */
  PHA_01(Severity.ERROR),
  /** Phase name missing or too long. */
  PHA_02(Severity.ERROR),
  /** Start missing. */
  PHA_03(Severity.ERROR),
  /** Date unreadable. */
  PHA_04(Severity.ERROR),
  /** Phase without task. */
  PHA_05(Severity.ERROR),
  /** Unknown task index. */
  PHA_06(Severity.ERROR),
  /** End missing though a phase follows. */
  PHA_07(Severity.ERROR),
  /** Overlap with the phase before. */
  PHA_08(Severity.ERROR),
  /** End equals the next start. */
  PHA_09(Severity.INFO, true),
  /** End not after start. */
  PHA_10(Severity.WARNING),
  /** Codabench would drop the time. */
  PHA_11(Severity.INFO),
  /** Codabench would ignore the offset. */
  PHA_12(Severity.INFO),
  /** Day and month could be swapped. */
  PHA_13(Severity.WARNING),
  /** Auto-migration on the first phase. */
  PHA_14(Severity.ERROR),
  /** Time limit above the site's. */
  PHA_15(Severity.WARNING),
  /** Limit negative or not an integer. */
  PHA_16(Severity.ERROR),
  /** Max_submissions_per_person in a bundle. */
  PHA_17(Severity.WARNING),
  /** Phase indexes repeat or mix kinds. */
  PHA_18(Severity.WARNING),
  /** Result-only flag without effect in Codabench. */
  PHA_19(Severity.INFO),
  /** Gap between phases. */
  PHA_20(Severity.INFO),
  /** Incomplete date. */
  PHA_21(Severity.WARNING),
  /** Time limit of zero. */
  PHA_22(Severity.WARNING),
  /** No leaderboards. */
  LDB_01(Severity.ERROR),
  /** Several leaderboards, first used. */
  LDB_02(Severity.WARNING),
  /** Unknown submission rule. */
  LDB_03(Severity.ERROR),
  /** Leaderboard without columns. */
  LDB_04(Severity.ERROR),
  /** No column has the primary index. */
  LDB_05(Severity.WARNING),
  /** Leaderboard title or key missing or too long. */
  LDB_06(Severity.ERROR),
  /** Column index missing, negative or repeated. */
  COL_01(Severity.ERROR),
  /** Column key missing, repeated or too long. */
  COL_02(Severity.ERROR),
  /** Column title missing or too long. */
  COL_03(Severity.ERROR),
  /** Unknown sorting. */
  COL_04(Severity.ERROR),
  /** Unknown computation. */
  COL_05(Severity.ERROR),
  /** Computation without indexes. */
  COL_06(Severity.ERROR, true),
  /** Indexes without computation. */
  COL_07(Severity.ERROR),
  /** Column computed from itself. */
  COL_08(Severity.ERROR),
  /** Computation index unknown or no integer. */
  COL_09(Severity.ERROR),
  /** Cycle or reference to a higher index. */
  COL_10(Severity.WARNING),
  /** Precision no integer. */
  COL_11(Severity.ERROR),
  /** All columns hidden. */
  COL_12(Severity.WARNING),
  /** Fact sheet is no mapping of mappings. */
  FCT_01(Severity.ERROR),
  /** Fact-sheet keys missing or surplus. */
  FCT_02(Severity.ERROR),
  /** Inner key differs. */
  FCT_03(Severity.ERROR),
  /** Unknown type. */
  FCT_04(Severity.ERROR),
  /** Flag written as boolean. */
  FCT_05(Severity.WARNING),
  /** Select without a list of choices. */
  FCT_06(Severity.WARNING),
  /** Program without metadata. */
  PRG_01(Severity.WARNING),
  /** Metadata without command. */
  PRG_02(Severity.WARNING),
  /** Metadata unreadable. */
  PRG_03(Severity.WARNING),
  /** Command is a list. */
  PRG_04(Severity.WARNING),
  /** Unknown variable. */
  PRG_05(Severity.WARNING),
  /** Shell syntax in a command without a shell. */
  PRG_06(Severity.WARNING),
  /** /app/ingestion_program used. */
  PRG_07(Severity.WARNING),
  /** Script of the command is not in the program. */
  PRG_08(Severity.WARNING),
  /** Ingestion uses reference data. */
  PRG_09(Severity.WARNING),
  /** Two metadata files. */
  PRG_10(Severity.INFO),
  /** Program seems to install software when it runs. */
  PRG_11(Severity.WARNING),
  /** Column whose score the scoring program seems never to write. */
  PRG_12(Severity.WARNING),
  /** Program seems to need a network. */
  PRG_13(Severity.WARNING),
  /** Program seems to need root. */
  PRG_14(Severity.WARNING),
  /** Program seems to write where it cannot. */
  PRG_15(Severity.WARNING),
  /** Wrong value in the assay section. */
  ASY_01(Severity.ERROR),
  /** Protection of the reference data or scores lifted. */
  ASY_02(Severity.WARNING),
  /** Somebody gets rights by the bundle. */
  ASY_03(Severity.WARNING),
  /** Task or data set that everybody on the site may use. */
  ASY_04(Severity.INFO),
  /** Reading v1.5 was refused once; kept because codes are never used again. */
  LEG_00(Severity.ERROR),
  /** V1.5 without a mapping of pages. */
  LEG_01(Severity.ERROR),
  /** V1.5 without terms among its pages. */
  LEG_02(Severity.ERROR),
  /** V1.5 phase without number, label or start. */
  LEG_03(Severity.ERROR),
  /** Computed column of v1.5 converted. */
  LEG_04(Severity.WARNING),
  /** Parallel phases merged into one. */
  LEG_05(Severity.WARNING),
  /** Leaderboard switches of v1.5 mapped to a submission rule. */
  LEG_06(Severity.WARNING),
  /** Column whose leaderboard does not exist. */
  LEG_07(Severity.WARNING),
  /** First leaderboard ends up without columns. */
  LEG_08(Severity.ERROR),
  /** V1.5 phase without scoring program. */
  LEG_09(Severity.WARNING),
  /** Administrators not imported. */
  LEG_10(Severity.INFO),
  /** End of a phase derived from the next start. */
  LEG_11(Severity.INFO),
  /** Feature of v1.5 that does not exist here. */
  LEG_12(Severity.INFO),
  /** Phases of v1.5 that hide their results. */
  LEG_13(Severity.WARNING),
  /** No scores file. */
  RUN_01(Severity.ERROR),
  /** Scores file unreadable. */
  RUN_02(Severity.ERROR),
  /** Scores file is no mapping. */
  RUN_03(Severity.ERROR),
  /** Score is not a finite number below 10^10. */
  RUN_04(Severity.ERROR),
  /** Score without column. */
  RUN_05(Severity.WARNING),
  /** Column without score. */
  RUN_06(Severity.WARNING),
  /** Program wrote metadata in the output. */
  RUN_07(Severity.WARNING);

  private final Severity usual;
  private final boolean refusedByCodabench;

  FindingCode(Severity usual) {
    this(usual, false);
  }

  FindingCode(Severity usual, boolean refusedByCodabench) {
    this.usual = usual;
    this.refusedByCodabench = refusedByCodabench;
  }

  /** The severity unless the place says otherwise. */
  public Severity usualSeverity() {
    return usual;
  }

  /** Whether Codabench itself would refuse the bundle for this cause even where we do not. */
  public boolean isRefusedByCodabench() {
    return refusedByCodabench;
  }

  /** The code as reports print it, such as {@code PHA-04}. */
  public String text() {
    return name().replace('_', '-');
  }

  /** The constant of a printed code; an unknown one is a mistake of the caller. */
  public static FindingCode of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
