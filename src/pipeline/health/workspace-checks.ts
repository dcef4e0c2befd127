import { messageOf, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { counted } from '../../diagnostics/sentence.ts';
import { kindOf } from '../../model/document-id.ts';
import { locate } from '../../documents/locate.ts';
import type { Workspace } from '../workspace.ts';
import type { HealthCheck } from './health-check.ts';

/** Whether the settings can be used; `found` is what opening the workspace said. */
export function settingsCheck(found: readonly Diagnostic[], hasFile: boolean): HealthCheck {
  const first = found[0];
  if (first !== undefined)
    return { name: 'settings', status: 'problem', message: sentence(first, found.length), hint: first.hint };
  return { name: 'settings', status: 'ok', message: hasFile ? 'confman.json5' : 'all defaults: there is no confman.json5' };
}

/** What the tree holds, and whether its structure lets anything be resolved. */
export function treeCheck({ index, structure }: Workspace): HealthCheck {
  const errors = structure.filter((finding) => finding.severity === 'error');
  const first = errors[0];
  if (first !== undefined)
    return { name: 'tree', status: 'problem', message: sentence(first, errors.length), hint: 'Run confman validate to see all' };
  const ids = [...index.files.keys()];
  const schemas = ids.filter((id) => kindOf(id) === 'schema').length;
  const message = `${counted(ids.length - schemas, 'document')}, ${counted(index.apps.length, 'app')}, ${counted(schemas, 'schema')}`;
  if (index.apps.length > 0) return { name: 'tree', status: 'ok', message };
  return { name: 'tree', status: 'note', message, hint: 'Make a folder with a config.json5: that is an app' };
}

function sentence(finding: Diagnostic, count: number): string {
  const { site } = finding;
  const place = site === undefined ? '' : `${site.source.path}:${locate(site).start.line}:${locate(site).start.column}: `;
  return `${place}${messageOf(finding)}${count > 1 ? `, and ${counted(count - 1, 'more finding')}` : ''}`;
}
