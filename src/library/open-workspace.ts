import { openWorkspaceOnDisk } from '../pipeline/open-workspace.ts';
import type { Workspace as OpenWorkspace } from '../pipeline/workspace.ts';
import { ConfmanError } from './confman-error.ts';
import { publicFindings } from './public-findings.ts';

export interface OpenWorkspaceOptions {
  /** Whether `.confman/` may be used; it never changes a result. True by default. */
  readonly cache?: boolean;
}

const inner = Symbol('workspace');

/** A workspace as it was when it was opened. */
export interface Workspace {
  /** Absolute path of its folder. */
  readonly root: string;
  /** Ids of all apps, sorted. */
  readonly apps: readonly string[];
  /** For confman alone. */
  readonly [inner]: OpenWorkspace;
}

/**
 * Opens the workspace that a folder lies in.
 *
 * @param directory looked at first, then the folders above it up to the root of the repository
 * @throws ConfmanError where there is none, its settings are wrong, or its files cannot be told apart
 */
export async function openWorkspace(directory: string, options: OpenWorkspaceOptions = {}): Promise<Workspace> {
  const { cache = true } = options;
  const { value, diagnostics } = await openWorkspaceOnDisk({ directory, cache, env: process.env, now: Date.now() });
  if (value === undefined) throw new ConfmanError(publicFindings(diagnostics));
  const { workspace } = value;
  const wrong = workspace.structure.filter((finding) => finding.severity === 'error');
  if (wrong.length > 0) throw new ConfmanError(publicFindings(wrong));
  return { root: workspace.location.root, apps: workspace.index.apps, [inner]: workspace };
}

export function innerWorkspace(workspace: Workspace): OpenWorkspace {
  return workspace[inner];
}
