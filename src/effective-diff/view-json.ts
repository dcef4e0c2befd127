import type { Place } from '../diagnostics/finding.ts';
import type { CauseView, ChangeGroup, EffectiveView } from './effective-view.ts';
import { hasChanges } from './view-summary.ts';

/** For programs; nothing is cut. The shape is documented in `docs/commands/diff.md`. */
export function viewJson(view: EffectiveView): string {
  const { command, base, head, compared, changed, added, removed, unknown } = view;
  const shape = {
    formatVersion: 1,
    command,
    changed: hasChanges(view),
    base,
    head,
    apps: { compared, changed, added, removed, unknown },
    changes: view.changes.map((group) => changeJson(group)),
    cut: view.cut,
    schemas: view.schemas,
    validity: view.validity,
    findings: view.findings.map(({ code, severity, message, place, pointer, apps }) => ({
      code,
      severity,
      message,
      ...placeJson(place),
      pointer,
      apps,
    })),
    ...(command === 'compare' ? { named: view.named.map((group) => changeJson(group)) } : {}),
  };
  return `${JSON.stringify(shape, null, 2)}\n`;
}

/** Of one change, as it stands among the others. */
export function changeJson({ kind, path, oldPointer, newPointer, before, after, secret, cause, apps }: ChangeGroup): object {
  return {
    kind,
    path,
    ...(oldPointer === undefined ? {} : { oldPointer }),
    ...(newPointer === undefined ? {} : { newPointer }),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    secret,
    cause: causeJson(cause),
    apps,
  };
}

function causeJson({ kind, side, place, now, detail }: CauseView): object {
  return { kind, side, ...placeJson(place), detail: detail ?? null, ...(now === undefined ? {} : { now: placeJson(now) }) };
}

function placeJson(place: Place | undefined): object {
  const { file = null, line = null, column = null } = place ?? {};
  return { file, line, column };
}
