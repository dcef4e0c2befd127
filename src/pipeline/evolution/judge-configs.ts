import { kindOf, type DocumentId } from '../../model/document-id.ts';
import { schemaVersionOf } from '../../model/schema-version.ts';
import type { BoundSchema } from '../../schema/bound-schema.ts';
import type { CompiledApp } from '../compiled-app.ts';
import { buildApps, Compilers } from '../build-apps.ts';
import { FindingCollector, type Collected } from '../collect-findings.ts';
import { listApps } from '../list-apps.ts';
import type { Workspace } from '../workspace.ts';
import { MissingProperties } from './missing-properties.ts';
import { ReboundHost } from './rebound-host.ts';
import { VersionCarrier } from './version-carrier.ts';

/** How everything that is bound to a family fares with another schema. */
export interface JudgedConfigs {
  /** Apps that are bound to any version of the family. */
  readonly total: number;
  readonly failing: readonly DocumentId[];
  /** Those of them that fail with the schema they have, too. */
  readonly failingNow: readonly DocumentId[];
  /** Those of them that are valid with the other schema once the migrations have carried them over. */
  readonly healed: readonly DocumentId[];
  /** Fragments with a `$schema` of the family. */
  readonly fragments: { readonly total: number; readonly failing: readonly DocumentId[] };
  /** Errors, one for each cause, at the line of the layer. */
  readonly findings: readonly Collected[];
}

/**
 * Compiles the apps of a family again, as if they were bound to `instead`: its defaults and merge rules count as well.
 *
 * @param version the name that `instead` has in this workspace; undefined where it comes from elsewhere, and nothing leads there
 */
export async function judgeConfigs(
  workspace: Workspace,
  family: DocumentId,
  instead: BoundSchema,
  version?: string,
): Promise<JudgedConfigs> {
  await workspace.prepareFindings();
  const apps = (await listApps(workspace, workspace.index.apps)).filter(({ schema }) => isOf(family, schema));
  const findings = new FindingCollector();
  const compilers = new Compilers(workspace, new ReboundHost(workspace.run, family, instead));
  const failing: DocumentId[] = [];
  const missing = new MissingProperties(workspace);
  await buildApps(
    workspace,
    compilers,
    apps.map(({ id }) => id),
    (app) => {
      if (app.status !== 'Invalid') return;
      failing.push(app.id);
      findings.addAll(missing.note(app), app.id);
    },
  );
  const fragments = judgeFragments(workspace, family, compilers, findings);
  if (fragments.failing.length > 0) await nameSpoiledApps(workspace, fragments.failing, compilers, findings);
  const afterwards = await lookAgain(workspace, failing, version);
  const collected = [...missing.collected(apps.length), ...findings.collected];
  return { total: apps.length, failing: failing.sort(), ...afterwards, fragments, findings: collected };
}

function judgeFragments(
  workspace: Workspace,
  family: DocumentId,
  compilers: Compilers,
  findings: FindingCollector,
): JudgedConfigs['fragments'] {
  const bound = [...workspace.index.files.keys()].filter((id) => {
    if (kindOf(id) !== 'fragment') return false;
    const document = workspace.run.document(id);
    return document?.schemaReference !== undefined && isOf(family, workspace.run.bindOwn(document)?.value?.id);
  });
  const failing = bound.filter((id) => {
    const errors = compilers.recording.fragments.verdict(id)?.diagnostics.filter((each) => each.severity === 'error') ?? [];
    findings.addAll(errors);
    return errors.length > 0;
  });
  return { total: bound.length, failing: failing.sort() };
}

/** Apps of other schemas that take in a fragment which fails. */
async function nameSpoiledApps(
  workspace: Workspace,
  fragments: readonly DocumentId[],
  compilers: Compilers,
  findings: FindingCollector,
): Promise<void> {
  await buildApps(workspace, compilers, workspace.index.apps, (app) => {
    for (const id of fragments.filter((each) => app.dependencies.includes(each))) {
      const found = compilers.recording.fragments.verdict(id)?.diagnostics ?? [];
      findings.addAll(
        found.filter((each) => each.severity === 'error'),
        app.id,
      );
    }
  });
}

/** The apps that fail, as they are bound and with their documents carried over. */
async function lookAgain(
  workspace: Workspace,
  apps: readonly DocumentId[],
  version: string | undefined,
): Promise<Pick<JudgedConfigs, 'failingNow' | 'healed'>> {
  const carrier = version === undefined ? undefined : new VersionCarrier(workspace, version);
  const compilers = new Compilers(workspace);
  const failingNow: DocumentId[] = [];
  const healed: DocumentId[] = [];
  await buildApps(workspace, compilers, apps, (app) => {
    if (app.status === 'Invalid') failingNow.push(app.id);
    else if (versionOf(app) !== version && carrier?.carry(app, () => compilers.recording.compile(app.id)).status === 'Valid')
      healed.push(app.id);
  });
  return { failingNow: failingNow.sort(), healed: healed.sort() };
}

function versionOf({ schema }: CompiledApp): string | undefined {
  return schema && schemaVersionOf(schema.id)?.version;
}

function isOf(family: DocumentId, schema: string | undefined): boolean {
  return schema !== undefined && schemaVersionOf(schema)?.family === family;
}
