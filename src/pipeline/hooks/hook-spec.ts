import type { JsonValue } from '../../model/json.ts';

/** What a hook can have judged, in this order. `schemas` is judged only where a commit changes one. */
export const hookChecks = ['validate', 'schemas', 'lint'] as const;
export type HookCheck = (typeof hookChecks)[number];

/** A workspace that a hook looks after. Folders are relative to the root of the repository, empty for the root itself. */
export interface HookedWorkspace {
  readonly folder: string;
  readonly schemas: string;
  readonly checks: readonly HookCheck[];
}

/** Everything that the text of a hook depends on. It stands in the hook, so that it can be written anew and taken out. */
export interface HookSpec {
  readonly workspaces: readonly HookedWorkspace[];
  /** There was no hook before: without ours there is none. */
  readonly created?: boolean | undefined;
  /** A line break was put in front of our lines. */
  readonly gap?: boolean | undefined;
  /** The hook that was here before lies beside it, and is run after ours. */
  readonly chained?: boolean | undefined;
  /** Where to look for node where it is not on the PATH, as in programs that are not started from a shell. */
  readonly node?: string | undefined;
}

/** In one line of printable ASCII. */
export function specText({ workspaces, created, gap, chained, node }: HookSpec): string {
  const text = JSON.stringify({ workspaces, created, gap, chained, node });
  return text.replaceAll(/[^ -~]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** @returns undefined for what confman cannot have written */
export function readSpec(text: string): HookSpec | undefined {
  const found = parsed(text);
  if (!isRecord(found) || !Array.isArray(found['workspaces'])) return undefined;
  const workspaces = found['workspaces'].map(readWorkspace);
  const { created, gap, chained, node } = found;
  if (workspaces.includes(undefined) || ![created, gap, chained].every((each) => each === undefined || each === true))
    return undefined;
  return {
    workspaces: workspaces.filter((each) => each !== undefined),
    created: created === true ? true : undefined,
    gap: gap === true ? true : undefined,
    chained: chained === true ? true : undefined,
    node: typeof node === 'string' ? node : undefined,
  };
}

function readWorkspace(value: JsonValue): HookedWorkspace | undefined {
  if (!isRecord(value)) return undefined;
  const { folder, schemas, checks } = value;
  if (typeof folder !== 'string' || typeof schemas !== 'string' || !Array.isArray(checks)) return undefined;
  return { folder, schemas, checks: hookChecks.filter((check) => checks.includes(check)) };
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function isRecord(value: JsonValue | undefined): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
