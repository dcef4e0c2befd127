import { diagnostic, type Diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import type { CompareMode } from '../../schema-diff/comparison.ts';
import type { DiffView } from '../../schema-diff/report/diff-view.ts';
import type { Workspace } from '../workspace.ts';
import { comparePair, transitiveIds, type ComparedPair } from './compare-sides.ts';
import { diffView } from './diff-view.ts';
import { familyOf } from './family-documents.ts';
import { judgeConfigs, type JudgedConfigs } from './judge-configs.ts';
import { createSideReader, type SideReader } from './read-side.ts';
import type { SchemaSide } from './schema-side.ts';

export interface DiffRequest {
  /** As they were typed, the older one first. */
  readonly names: readonly [string, string];
  /** Absolute: where relative paths start. */
  readonly directory: string;
  /** Undefined stands for the mode of the family. */
  readonly mode: CompareMode | undefined;
  readonly transitive: boolean;
  readonly allowUnknown: boolean;
  readonly againstConfigs: boolean;
  /** `2026-05-13`, UTC. */
  readonly today: string;
}

/** No value means that it could not be judged, which the diagnostics tell; beside a value they are warnings about the schemas. */
export async function diffSchemas(
  workspace: Workspace | undefined,
  request: DiffRequest,
): Promise<Outcome<DiffView | undefined>> {
  await workspace?.prepareFindings();
  const reader = createSideReader(workspace, request.directory);
  const sides = await readSides(reader, request.names);
  if (sides.value === undefined) return { value: undefined, diagnostics: sides.diagnostics };
  const [old, now] = sides.value;
  const family = modeOfFamily(now);
  const { mode = family.value, allowUnknown, today, transitive } = request;
  const earlier = transitive ? await readSides(reader, transitiveIds(old, now)) : { value: [], diagnostics: [] };
  const warnings = [...sides.diagnostics, ...earlier.diagnostics, ...family.diagnostics];
  if (earlier.value === undefined) return { value: undefined, diagnostics: warnings };
  const found: Diagnostic[] = [];
  const pairs = [...earlier.value, old].map((side): ComparedPair => {
    const { value, diagnostics } = comparePair(side, now, { mode, allowUnknown, today });
    found.push(...diagnostics);
    return value;
  });
  const configs = request.againstConfigs ? await configsOf(workspace, old, now) : { value: undefined, diagnostics: [] };
  if (request.againstConfigs && configs.value === undefined)
    return { value: undefined, diagnostics: [...warnings, ...configs.diagnostics] };
  return { value: diffView({ mode, transitive, pairs, configs: configs.value, diagnostics: found }), diagnostics: warnings };
}

type Sides<N> = { readonly [K in keyof N]: SchemaSide };

async function readSides<N extends readonly string[]>(reader: SideReader, names: N): Promise<Outcome<Sides<N> | undefined>> {
  const sides: SchemaSide[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const name of names) {
    const side = await reader.read(name);
    diagnostics.push(...side.diagnostics.filter((each) => !diagnostics.includes(each)));
    if (side.value !== undefined) sides.push(side.value);
  }
  return { value: sides.length === names.length ? (sides as Sides<N>) : undefined, diagnostics };
}

/** A family that may break anything is compared by the policy, to see what it does break. */
function modeOfFamily({ home }: SchemaSide): Outcome<CompareMode> {
  if (home?.version === undefined) return { value: 'policy', diagnostics: [] };
  const { value, diagnostics } = familyOf(home.workspace, home.version.family);
  return { value: value.compatibility === 'none' ? 'policy' : value.compatibility, diagnostics };
}

async function configsOf(
  workspace: Workspace | undefined,
  old: SchemaSide,
  now: SchemaSide,
): Promise<Outcome<JudgedConfigs | undefined>> {
  const family = now.home?.version?.family ?? old.home?.version?.family;
  if (workspace === undefined || family === undefined) {
    const hint = 'Name versions of a family, such as schemas/shop/v1 and schemas/shop/v2: apps are bound to them';
    return { value: undefined, diagnostics: [diagnostic('schema-diff/no-family', { schema: now.name }, { hint })] };
  }
  const errors = workspace.structure.filter((each) => each.severity === 'error');
  const bound = errors.length > 0 ? undefined : now.bound();
  if (bound === undefined) return { value: undefined, diagnostics: errors };
  const version = now.home?.workspace === workspace ? now.home.version?.version : undefined;
  return { value: await judgeConfigs(workspace, family, bound, version), diagnostics: [] };
}
