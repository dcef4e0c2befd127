import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { childId, kindOf, type DocumentId } from '../../model/document-id.ts';
import { firstDifference } from '../../model/first-difference.ts';
import { schemaVersionOf } from '../../model/schema-version.ts';
import type { Site } from '../../model/source.ts';
import { changeMessage } from '../../schema-diff/change-message.ts';
import type { Change } from '../../schema-diff/change.ts';
import { compareSchemas } from '../../schema-diff/compare-schemas.ts';
import { isHarmless } from '../../schema-diff/retention/is-harmless.ts';
import { inRepository } from '../../workspace/find-workspace.ts';
import type { Workspace } from '../workspace.ts';
import type { BaseWorkspace } from './base-workspace.ts';
import { versionsOf } from './family-versions.ts';
import { isSameDocument } from './list-families.ts';
import { boundSchema, workspaceSide } from './workspace-side.ts';

/** Whether every version of the base is still there, and says and means what it did. */
export function checkKept(now: Workspace, base: BaseWorkspace, families: readonly DocumentId[]): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const shaken = new Map<string, { readonly change: Change; readonly versions: DocumentId[] }>();
  for (const id of families.flatMap((family) => versionsOf(base.workspace, family).map((version) => childId(family, version)))) {
    if (!now.index.files.has(id)) diagnostics.push(removed(id, now, base));
    else if (!isSameDocument(id, base.workspace, now)) diagnostics.push(edited(id, now, base));
    else if (!hasSameClosure(id, base.workspace, now)) {
      const { broken, change } = shakenBy(id, base.workspace, now);
      diagnostics.push(...broken);
      if (change === undefined) continue;
      const { source, pointer } = change.new.site;
      const key = `${source.path}#${pointer} ${change.rule}`;
      const known = shaken.get(key);
      if (known === undefined) shaken.set(key, { change, versions: [id] });
      else known.versions.push(id);
    }
  }
  const edits = new Set(diagnostics.map((each) => each.site?.source.path));
  const causes = [...shaken.values()].filter(({ change }) => !edits.has(change.new.site.source.path));
  return [...diagnostics, ...causes.map((each) => meaningChanged(each, now))];
}

function removed(id: DocumentId, now: Workspace, base: BaseWorkspace): Diagnostic {
  const { workspace, name } = base;
  const source = workspace.store.get(id)?.source;
  const site: Site | undefined = source && { source, pointer: '', at: { start: 0, end: 0 } };
  const hint = `Bring it back: ${wayBack(source?.path ?? id, now, base)}`;
  return diagnostic('retention/version-removed', { schema: id, base: name }, { site, hint });
}

/** The command that gives a file its old contents; its folder may be another one since. */
function wayBack(path: string, { location }: Workspace, { workspace, commit }: BaseWorkspace): string {
  const { prefix } = workspace.location;
  const place = prefix === location.prefix ? path : inRepository(location, path.slice(prefix === '' ? 0 : prefix.length + 1));
  const oid = commit.slice(0, 12);
  return place === path ? `git checkout ${oid} -- ${typed(path)}` : `git show ${typed(`${oid}:${path}`)} > ${typed(place)}`;
}

/** As a shell takes it for one word: folders above a workspace can have any name. */
function typed(path: string): string {
  return /^[\w.:/-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

function edited(id: DocumentId, now: Workspace, base: BaseWorkspace): Diagnostic {
  const { workspace, name } = base;
  const [old, document] = [workspace.store.get(id), now.store.get(id)];
  const [before, after] = [old?.parsed?.value, document?.parsed?.value];
  const pointer = before === undefined || after === undefined ? '' : (firstDifference(before, after) ?? '');
  const site: Site | undefined = document && { source: document.source, pointer, at: pointer === '' ? 'value' : 'key' };
  const back = wayBack(old?.source.path ?? id, now, base);
  const here = document === undefined ? '' : typed(document.source.path);
  const moved = back.endsWith(` ${here}`) ? '' : ` && git rm -f ${here}`;
  const hint = `Put the change into a new version, and take it back here: ${back}${moved}`;
  return diagnostic('retention/version-edited', { schema: id, base: name, pointer }, { site: headOnly(site), hint });
}

/** Of a whole document its beginning is enough to show. */
function headOnly(site: Site | undefined): Site | undefined {
  return site?.pointer === '' ? { ...site, at: { start: 0, end: 0 } } : site;
}

/** Whether a version refers to the same documents as before, and all of them say the same. */
function hasSameClosure(id: DocumentId, before: Workspace, after: Workspace): boolean {
  const [old, now] = [closureOf(before, id), closureOf(after, id)];
  if (old === undefined || now === undefined) return old === now;
  return old.length === now.length && old.every((each) => now.includes(each) && isSameDocument(each, before, after));
}

/** Ids of all schema documents that a schema reaches, sorted; undefined for a schema that is broken. */
function closureOf(workspace: Workspace, id: DocumentId): readonly DocumentId[] | undefined {
  const bound = boundSchema(workspace, id);
  return bound?.dependencies
    .filter(
      (each): each is DocumentId => workspace.index.files.has(each as DocumentId) && kindOf(each as DocumentId) === 'schema',
    )
    .sort();
}

interface Shaken {
  /** The schema cannot be used any more. */
  readonly broken: readonly Diagnostic[];
  readonly change: Change | undefined;
}

/** What changed the meaning of a version whose own text stayed. */
function shakenBy(id: DocumentId, before: Workspace, after: Workspace): Shaken {
  const [old, now] = [workspaceSide(before, id), workspaceSide(after, id)];
  if (now.value === undefined) return { broken: now.diagnostics, change: undefined };
  // A version that could not be used before has no meaning that could be lost.
  if (old.value === undefined) return { broken: [], change: undefined };
  const { changes } = compareSchemas(old.value.world, now.value.world, { mode: 'full' });
  return { broken: [], change: changes.find((change) => !isHarmless(change)) };
}

function meaningChanged(
  { change, versions }: { readonly change: Change; readonly versions: readonly DocumentId[] },
  now: Workspace,
): Diagnostic {
  const { site } = change.new;
  const schema = idOf(site, now) ?? site.source.path;
  const family = schemaVersionOf(schema)?.family;
  const hint =
    family === undefined
      ? `Leave ${schema} as it was, add a copy with the change, and refer to that from new versions`
      : `Refer to a certain version of ${family}, not to the newest`;
  const related = [{ site: change.old.site, message: 'as it was' }];
  return diagnostic('retention/meaning-changed', { schema, versions, what: changeMessage(change) }, { site, related, hint });
}

function idOf({ source }: Site, { index }: Workspace): DocumentId | undefined {
  for (const { id, entry } of index.files.values()) if (entry.path === source.path) return id;
  return undefined;
}
