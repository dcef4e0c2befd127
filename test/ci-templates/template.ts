import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface GitlabJob {
  readonly extends?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly before_script?: readonly string[];
  readonly script?: readonly string[];
  readonly rules?: readonly { readonly if: string }[];
  readonly needs?: readonly string[];
  readonly artifacts?: Readonly<Record<string, unknown>>;
}

export function templateText(name: 'github.yml' | 'gitlab.yml'): string {
  return readFileSync(new URL(`../../templates/ci/${name}`, import.meta.url), 'utf8');
}

export const workflow = parse(templateText('github.yml')) as Workflow;
export const pipeline = parse(templateText('gitlab.yml')) as Readonly<Record<string, GitlabJob>>;

/** The script of a step, found by its name. */
export function stepScript(job: string, name: string): string {
  const step = workflow.jobs[job]?.steps.find((each) => each.name === name);
  if (step?.run === undefined) throw new Error(`no step ${name} in ${job}`);
  return step.run;
}

/** The script of a job, as the runner joins it. */
export function jobScript(name: string): string {
  const { script } = pipeline[name] ?? {};
  if (script === undefined) throw new Error(`no job ${name}`);
  return script.join('\n');
}
