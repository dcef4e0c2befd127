import type { FormatName } from '../diagnostics/formats.ts';
import type { ResolveJob, ResolveJobResult } from '../pipeline/resolve-job.ts';
import type { SourceChoice } from '../pipeline/source-choice.ts';

/** One of the exit codes of the command line; only `cli.ts` hands it to the process. */
export const exitCodes = { done: 0, findings: 1, unjudged: 2, bug: 70, interrupted: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface OutputStream {
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  write(text: string | Uint8Array): void;
}

/** What a command may touch of the world around it. */
export interface CommandContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Absolute path of the package that is running: what ships with confman lies in it. */
  readonly packageFolder: string;
  /**
   * Calls back when the user ends the program (Ctrl-C) or the system does; while somebody listens it is not ended.
   *
   * @returns takes the listener off
   */
  onInterrupt(listener: () => void): () => void;
  /** Does a part of a resolve run in another thread. */
  runJob(job: ResolveJob): Promise<ResolveJobResult>;
  readonly processors: number;
  /** Text of a file that ships with confman, by its path in the package. */
  readPackaged(path: string): string | undefined;
  /** Text of a file to be written beside the results, such as a report. */
  writeFile(path: string, text: string): void;
}

export interface GlobalOptions {
  /** Absolute. */
  readonly directory: string;
  readonly source: SourceChoice;
  readonly format: FormatName;
  readonly reports: readonly { readonly format: FormatName; readonly file: string }[];
  readonly color: 'auto' | 'always' | 'never';
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly cache: boolean;
  readonly maxDiagnostics: number;
}
